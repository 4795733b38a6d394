package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.stage.StageProgress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HundredthsTest {
    private final List<String> told = new ArrayList<>();
    private long sum;

    @Test
    void aPartOfAWholeIsAStepWithAnEnd() {
        var hundredths = Hundredths.of("sample", new StageProgress() {
            @Override
            public void started(String name, long total, long done) {
                told.add("started %s %d".formatted(name, total));
            }

            @Override
            public void advanced(String name, long done, long errors) {
                sum += done;
            }

            @Override
            public void finished(String name) {
                told.add("finished at " + sum);
            }

            @Override
            public void remark(String sentence) {}
        });

        for (int cell = 1; cell <= 7; cell++) {
            hundredths.accept(cell / 7.0);
        }

        assertThat(told).containsExactly("started sample 100", "finished at 100");
    }
}
