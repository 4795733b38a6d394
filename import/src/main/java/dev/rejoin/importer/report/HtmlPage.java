package dev.rejoin.importer.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.Variant;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One self-contained HTML page from a template; every value in it is escaped. */
public final class HtmlPage {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);
    private static final String HTML = "text/html";
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addValueResolver(ValueResolver.builder()
                    .applyToBaseClass(Number.class)
                    .applyToName("grouped")
                    .resolveSync(c -> String.format(Locale.ROOT, "%,d", ((Number) c.getBase()).longValue()))
                    .build())
            .addValueResolver(ValueResolver.builder()
                    .applyToBaseClass(Number.class)
                    .applyToName("oneDecimal")
                    .resolveSync(c -> String.format(Locale.ROOT, "%,.1f", ((Number) c.getBase()).doubleValue()))
                    .build())
            .addValueResolver(ValueResolver.builder()
                    .applyToBaseClass(BigDecimal.class)
                    .applyToName("amount")
                    .resolveSync(c -> Amounts.shown((BigDecimal) c.getBase()))
                    .build())
            .addValueResolver(ValueResolver.builder()
                    .applyToBaseClass(Instant.class)
                    .applyToName("shown")
                    .resolveSync(c -> DAY_AND_TIME.format(((Instant) c.getBase()).atOffset(ZoneOffset.UTC)))
                    .build())
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .addLocator(id -> Optional.of(new Resource(id)))
            .build();

    private HtmlPage() {}

    /**
     * Renders a template of the folder {@code /report} of the resources into a file. What is not valid text, such as a
     * lone surrogate, becomes a question mark.
     */
    public static void write(String template, Map<String, Object> data, Path file) throws IOException {
        try (var out =
                new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8))) {
            write(template, data, out);
        }
    }

    private static void write(String template, Map<String, Object> data, Writer out) {
        var instance = ENGINE.getTemplate(template).instance();
        data.forEach(instance::data);
        instance.data("style", new RawString(text("page.css"))).data("script", new RawString(text("page.js")));
        instance.consume(part -> {
                    try {
                        out.write(part);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toCompletableFuture()
                .join();
    }

    private static String text(String name) {
        try (var in = HtmlPage.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource /report/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Resource(String id) implements TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(text(id + ".html"));
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(HTML));
        }
    }
}
