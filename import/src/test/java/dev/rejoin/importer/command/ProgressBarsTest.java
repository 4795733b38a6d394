package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.stage.StageProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarsTest {
    private static final String REMARK = "The source takes 3.7 MB; estimated by that, the import adds 44.3 MB to the"
            + " database, and needs room for its write-ahead log beside. Its disk has 77.4 GB left.";

    private final StringWriter written = new StringWriter();

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 80, 120})
    void noLineIsAsWideAsTheTerminal(int columns) throws InterruptedException {
        var bars = new ProgressBars(new PrintWriter(written), true, () -> columns, false);

        bars.started("an-index-with-a-long-name-of-many-letters", 1_000_000_000L, 0);
        Thread.sleep(200);
        bars.advanced("an-index-with-a-long-name-of-many-letters", 12_345, 17);
        bars.finished("an-index-with-a-long-name-of-many-letters");

        assertThat(drawn()).hasSizeGreaterThan(2).allSatisfy(line -> assertThat(line)
                .hasSizeLessThan(columns));
    }

    @Test
    void whatStaysSilentIsRedrawnOnATerminal() throws InterruptedException {
        var bars = new ProgressBars(new PrintWriter(written), true, () -> 80, false);

        bars.started("after load", StageProgress.UNKNOWN, 0);
        Thread.sleep(2_500);
        bars.finished("after load");

        assertThat(drawn())
                .hasSizeGreaterThan(3)
                .anyMatch(line -> line.contains(" 1s"))
                .anyMatch(line -> line.contains(" 2s"));
    }

    @Test
    void withoutATerminalEveryStepIsOneLineWithoutASignOfDrawing() {
        var bars = new ProgressBars(new PrintWriter(written), false, () -> 20, false);

        for (var step : List.of("check", "load", "after load", "prove")) {
            bars.started(step, step.equals("prove") ? 10 : StageProgress.UNKNOWN, 0);
            bars.advanced(step, 10, 0);
            bars.finished(step);
        }

        assertThat(written.toString()).doesNotContain("\r", "\u001b", "█", "░");
        assertThat(written.toString().lines())
                .hasSize(4)
                .allMatch(line -> line.contains("10"))
                .anyMatch(line -> line.startsWith("prove") && line.contains("10 of 10"));
    }

    @Test
    void rateAndTimeLeftAreSaidWhereTheEndIsKnown() throws InterruptedException {
        var bars = new ProgressBars(new PrintWriter(written), true, () -> 200, false);

        bars.started("prove", 1_000, 0);
        Thread.sleep(300);
        bars.advanced("prove", 100, 0);

        assertThat(drawn().getLast()).contains("100 of 1,000", "/s", " left");
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 80, 120})
    void theBarIsShorterBeforeRateAndTimeLeftAreCut(int columns) throws InterruptedException {
        var bars = new ProgressBars(new PrintWriter(written), true, () -> columns, false);

        bars.started("counting, kB", 3_094, 0);
        Thread.sleep(300);
        bars.advanced("counting, kB", 1_429, 0);

        assertThat(drawn().getLast())
                .contains(columns > 60 ? "1,429 of 3,094, " : "counting, kB 46 %, ", "/s, ", "s left")
                .hasSizeLessThan(columns);
        assertThat(drawn().getLast().contains("█")).isEqualTo(columns > 60);
    }

    @Test
    void whatStandsOnATerminalIsWipedBeforeSomebodySaysWhyItEnded() throws InterruptedException {
        var bars = new ProgressBars(new PrintWriter(written), true, () -> 80, false);
        bars.started("counting, kB", 3_094, 0);

        ProgressBars.wipe();
        int length = written.toString().length();
        bars.advanced("counting, kB", 100, 0);
        Thread.sleep(1_200);

        assertThat(written.toString()).endsWith("\r\u001b[K").hasSize(length);
    }

    @Test
    void whatHasEndedStays() {
        var bars = new ProgressBars(new PrintWriter(written), true, () -> 80, false);
        bars.started("load", 10, 0);
        bars.finished("load");
        ProgressBars.wipe();

        assertThat(written.toString()).endsWith("\n");
    }

    @Test
    void whatTakesLongWithinAnotherStepIsOneLineWithoutABarWhereThereIsNoTerminal() throws InterruptedException {
        var bars = new ProgressBars(new PrintWriter(written), false, () -> 20, true);

        bars.started("search documents", 5_245, 0);
        Thread.sleep(5_100);
        bars.advanced("search documents", 5_245, 0);
        bars.finished("search documents");

        assertThat(written.toString())
                .startsWith("    search documents 5,245 of 5,245, ")
                .hasLineCount(1)
                .doesNotContain("\r", "\u001b", "█", "░");
    }

    @ParameterizedTest
    @CsvSource({"true,50", "true,120", "false,50", "false,120"})
    void aRemarkIsBrokenBetweenWordsAndLosesNone(boolean brief, int columns) {
        var bars = new ProgressBars(new PrintWriter(written), true, () -> columns, brief);

        bars.remark(REMARK);

        assertThat(drawn()).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line)
                .hasSizeLessThan(columns));
        assertThat(String.join(" ", drawn()).strip().replaceAll(" +", " ")).isEqualTo(REMARK);
    }

    @Test
    void aRemarkIsOneLineForAProgramAndBrokenWhereItStandsUnderAStep() {
        new ProgressBars(new PrintWriter(written), false, () -> 20, false).remark(REMARK);
        assertThat(written.toString()).isEqualTo(REMARK + "\n");

        written.getBuffer().setLength(0);
        new ProgressBars(new PrintWriter(written), false, () -> 20, true).remark(REMARK);
        assertThat(written.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("    ").hasSizeLessThan(Terminal.PAGE));
    }

    @Test
    void whatWasSetAsideOnTheWayIsNotLeftAtTheEnd() throws InterruptedException {
        var bars = new ProgressBars(new PrintWriter(written), false, () -> 200, false);

        bars.started("load", 303, 0);
        Thread.sleep(50);
        bars.advanced("load", 301, 0);
        bars.finished("load");

        assertThat(written.toString()).contains("301 of 303").doesNotContain("left");
    }

    private List<String> drawn() {
        return Stream.of(written.toString().split("\r\u001b\\[K|\n"))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
