package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What {@code docs/operate.md} tells an administrator to type. */
final class Runbook {
    private static final Path PAGE = Path.of("../docs/operate.md");
    private static final int MOST_MINUTES = 3;

    private Runbook() {}

    /** The block of the page that begins with this comment. */
    static String block(String title) throws IOException {
        var found = Pattern.compile("(?ms)^```sh\n# %s$(.*?)^```$".formatted(Pattern.quote(title)))
                .matcher(Files.readString(PAGE));
        assertThat(found.find()).as(title).isTrue();
        return found.group(1);
    }

    /**
     * Types it.
     *
     * @param folder for what it says
     */
    static void type(String commands, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).redirectErrorStream(true);
        builder.environment().putAll(environment);
        // A file, since whoever reads what it says would wait for as long as it hangs.
        var log = Files.createTempFile(folder, "said", ".log");
        var process = builder.redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        boolean over = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(over).as(Files.readString(log)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
