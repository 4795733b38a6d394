package dev.rejoin.api.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicasTest {
    /** By SQLSTATE: a lost connection, conflicts with recovery, states of the server; then what the primary can do no better. */
    @ParameterizedTest
    @CsvSource({
        "08006,true", "08003,true", "40001,true", "40P01,true", "25006,true", "53200,true", "55000,true", "57P01,true",
        "58030,true", "XX001,true", "42P01,true", ",true", "57014,false", "22003,false", "22P02,false", "54001,false"
    })
    void whatFailsAtAReplicaIsReadAgainWhereThePrimaryMayDoBetter(String state, boolean again) {
        assertThat(Replicas.isOfTheServer(new SQLException("failed", state))).isEqualTo(again);
    }
}
