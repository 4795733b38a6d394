package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.Main;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JsonOfEveryCommandTest {

    @Test
    void everyCommandThatPrintsSomethingPrintsItAsJsonToo() {
        var leaves = leaves(Main.commandLine()).toList();

        assertThat(leaves).hasSizeGreaterThan(12).allSatisfy(command -> assertThat(
                        command.getCommandSpec().findOption("--json"))
                .as(command.getCommandSpec().qualifiedName())
                .isNotNull());
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(JsonOfEveryCommandTest::leaves);
    }
}
