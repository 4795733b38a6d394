package dev.rejoin.importer.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What findings are called for a reader who does not know their codes. */
final class Codes {
    private static final Properties TITLES = new Properties();

    static {
        try (var in = Codes.class.getResourceAsStream("/report/codes.properties")) {
            TITLES.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Codes() {}

    /** What is to be decided where documents are set aside, or contradict each other, under this code. */
    static String question(String code) {
        return TITLES.getProperty(code + ".decide", TITLES.getProperty("otherwise.decide"));
    }

    /** The code's title; a constraint or rule of a mapping is called what it is named. */
    static String title(String code) {
        var words = code.replace('_', ' ');
        return TITLES.getProperty(code, Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }
}
