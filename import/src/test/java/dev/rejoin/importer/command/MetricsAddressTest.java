package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.run.RefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a follower is told to answer for its metrics. */
class MetricsAddressTest {

    @ParameterizedTest
    @CsvSource({"9464, 127.0.0.1, 9464", "0.0.0.0:0, 0.0.0.0, 0", "[::1]:9464, 0:0:0:0:0:0:0:1, 9464"})
    void aPortIsOneOfThisMachineUnlessAHostStandsBeforeIt(String said, String host, int port) {
        var address = FollowCommand.address(said);

        assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
        assertThat(address.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            here              | --metrics takes a port, or host:port, and not "here".
            70000             | --metrics takes a port, or host:port, and not "70000".
            localhost:        | --metrics takes a port, or host:port, and not "localhost:".
            -1                | --metrics takes a port, or host:port, and not "-1".
            no.host.invalid:1 | --metrics: there is no host "no.host.invalid".
            """)
    void whatIsNoneIsRefusedInASentence(String said, String why) {
        assertThatThrownBy(() -> FollowCommand.address(said))
                .isInstanceOf(RefusedException.class)
                .hasMessage(why);
    }
}
