package dev.rejoin;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Words for tests of search. */
final class Words {
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";

    private Words() {}

    /**
     * A word that stands in no document, and that sounds like no name in one: names that sound alike are found too, and
     * among some thousand of random names two of them do.
     */
    static String unheard() {
        while (true) {
            var word = ThreadLocalRandom.current()
                    .ints(9, 0, CONSONANTS.length())
                    .mapToObj(i -> String.valueOf(CONSONANTS.charAt(i)))
                    .collect(Collectors.joining("", "q", "a"));
            if (!isHeard(word)) {
                return word;
            }
        }
    }

    private static boolean isHeard(String word) {
        try (var question = TestDatabase.connection().prepareStatement("""
                select exists (select from search_document d
                               where d.phonetic <> '{}' and d.phonetic && daitch_mokotoff(?))""")) {
            question.setString(1, word);
            try (var answer = question.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(word, e);
        }
    }
}
