package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoPasswordIsShownTest {

    /** Every part of the passwords is "geheim". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elastic:geheim@host:9200",
                "https://elastic:geheim@es_1:9200",
                "https://elastic:geheim?geheim@es_1:9200",
                "https://a:geheim#geheim@host:9200",
                "https://a:geheim/geheim@host:9200",
                "https://a:9200/geheim@host:9200",
                "https://a:geheim,geheim@host:9200",
                "https://a:geheim geheim@host:9200",
                "https://a:geheim@geheim@host:9200",
                "https://host:9200,https://a:geheim@es_1:9200",
                "https://geheim@host:9200",
                "https:/a:geheim@host:9200",
                "HTTPS://a:geheim@host:9200",
                "ftp://a:geheim@host",
                "a:geheim@host:9200",
                "a:geheim?geheim@host:9200",
                "https://host:9200?api_key=geheim",
                "https://es_1:9200/#geheim",
                "host:9200?api_key=geheim"
            })
    void whateverAnAddressWithAPasswordLooksLike(String address) {
        for (var command : List.of("follow", "assess", "restore")) {
            var said = new StringWriter();
            var called = new ArrayList<>(List.of(command, "--source", address));
            if (command.equals("follow")) {
                called.addAll(List.of("--mapping", "mapping"));
            }
            int status = Main.commandLine()
                    .setOut(new PrintWriter(said))
                    .setErr(new PrintWriter(said))
                    .execute(called.toArray(String[]::new));

            assertThat(status).as(command + ": " + said).isEqualTo(2);
            assertThat(said.toString()).as(command).isNotBlank().doesNotContain("geheim");
        }
    }
}
