package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.Main;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the launcher asks of commands that other modules bring. */
class EveryCommandTest {

    @Test
    void everyCommandHasADescriptionAndAnExampleThatCallsIt() {
        var commands = Stream.of(Main.commandLine(), DemoCommand.commandLine())
                .flatMap(EveryCommandTest::all)
                .toList();

        assertThat(commands).hasSizeGreaterThan(14);
        assertThat(commands).allSatisfy(command -> {
            var usage = command.getCommandSpec().usageMessage();
            var name = command.getCommandSpec().qualifiedName();
            assertThat(usage.description()).as(name).isNotEmpty();
            assertThat(List.of(usage.footer()))
                    .as(name)
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("  ./rejoin " + name));
        });
    }

    @Test
    void theSampleIsACommandOfTheImporter() {
        assertThat(Main.commandLine().getSubcommands()).containsKeys("run", "prove", "sample");
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(EveryCommandTest::all));
    }
}
