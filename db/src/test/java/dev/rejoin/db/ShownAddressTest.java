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
                "https://a:geheim?x@host/v1",
                "https://a:x?geheim@host/v1",
                "https://a:x#geheim@host:9200",
                "https://a:geheim?x=1@host:9200",
                "https://a:x?y=geheim@host",
                "https://a:geheim/x@es_1:9200",
                "jdbc:postgresql://db/rejoin?password=x@geheim",
                "jdbc:postgresql://db/rejoin?user=a@b&password=geheim",
                "jdbc:postgresql://a:geheim",
                "https://a:geheim/v1",
                "a:geheim@host:5432/x",
                "geheim@host",
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
        assertThat(ShownAddress.of("jdbc:postgresql://a:5432,[::1]:5433,c/rejoin?x"))
                .isEqualTo("jdbc:postgresql://a:5432,[::1]:5433,c/rejoin?…");
        assertThat(ShownAddress.of("https://elastic:pw@es_1:9200/x")).isEqualTo("https://…@es_1:9200/x");
        assertThat(ShownAddress.of("http://127.0.0.1:4318")).isEqualTo("http://127.0.0.1:4318");
    }
}
