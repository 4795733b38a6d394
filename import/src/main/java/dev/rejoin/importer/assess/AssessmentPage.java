package dev.rejoin.importer.assess;

import dev.rejoin.importer.report.HtmlPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An assessment as one self-contained HTML page. */
public record AssessmentPage(Assessment assessment) {
    private static final double MEGA = 1_000_000;

    public void write(Path file) throws IOException {
        var indices = assessment.indices();
        HtmlPage.write(
                "assess",
                Map.of(
                        "a",
                        assessment,
                        "documents",
                        indices.stream().mapToLong(Assessment.Index::documents).sum(),
                        "megabytes",
                        indices.stream().mapToLong(Assessment.Index::bytes).sum() / MEGA,
                        "fields",
                        indices.stream().mapToLong(i -> i.fields().size()).sum()),
                file);
    }
}
