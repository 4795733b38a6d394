package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:5432/rejoin?password=geheim",
                "jdbc:postgresql://db/rejoin?user=a&password=geheim&ssl=true",
                "https://a:geheim@host/v1",
                "https://a:ge@heim@host/v1",
                "ftp://geheim@host?geheim#geheim",
                "http://host/#geheim",
                "host?\npassword=geheim"
            })
    void noPasswordIsShown(String address) {
        assertThat(ShownAddress.of(address)).doesNotContain("geheim", "heim@");
    }

    @Test
    void theRestIs() {
        assertThat(ShownAddress.of("jdbc:postgres//db/rejoin")).isEqualTo("jdbc:postgres//db/rejoin");
        assertThat(ShownAddress.of("ftp://a:b@host:21/x?y=z")).isEqualTo("ftp://…@host:21/x?…");
    }
}
