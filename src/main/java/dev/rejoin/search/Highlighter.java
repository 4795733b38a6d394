package dev.rejoin.search;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.ScalarType;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Marks in a document's own text the words that made it found. PostgreSQL's {@code ts_headline} cuts text as its locale
 * does, and not as documents are indexed; so words are cut here, and the database says which of them match.
 */
@Singleton
class Highlighter {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d]+");

    /** Scripts without spaces, which are indexed as pairs of signs. */
    private static final Pattern PAIRED = Pattern.compile(
            "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]");

    private static final int WINDOW = 20;
    private static final int WINDOWS = 2;

    private final Database database;

    Highlighter(Database database) {
        this.database = database;
    }

    /** A text in which words are to be marked. */
    record Marking(String text, @Nullable String language) {}

    private record Place(int start, int end) {}

    private record Matching(String word, String language) {}

    /**
     * The words of these texts that match.
     *
     * @param tsquery any lexeme or beginning
     * @param sounds words whose sound counts
     */
    Set<String> matching(
            Collection<Marking> texts, @Nullable String tsquery, List<String> lexemes, List<String> sounds) {
        if (tsquery == null) {
            return Set.of();
        }
        var starts = new HashSet<String>();
        lexemes.forEach(lexeme -> starts.add(start(lexeme)));
        var words = new LinkedHashMap<Matching, Boolean>();
        for (var text : texts) {
            var matcher = WORD.matcher(text.text());
            while (matcher.find()) {
                var word = matcher.group();
                if (!sounds.isEmpty() || starts.contains(start(word))) {
                    words.put(new Matching(word, text.language() == null ? "" : text.language()), true);
                }
            }
        }
        if (words.isEmpty()) {
            return Set.of();
        }
        var sql = Sql.of(
                """
                select distinct w.word, '' as language
                from unnest(?::text[], ?::text[]) w (word, language)
                where to_tsvector(search_config(w.language), search_text(w.word)) @@ ?::tsquery""",
                Sql.array(
                        ScalarType.TEXT,
                        words.keySet().stream().map(Matching::word).toList()),
                Sql.array(
                        ScalarType.TEXT,
                        words.keySet().stream().map(Matching::language).toList()),
                tsquery);
        for (var sound : sounds) {
            sql.add(" or daitch_mokotoff(search_text(w.word)) && daitch_mokotoff(?)", sound);
        }
        var found = new HashSet<String>();
        database.list(sql, Matching.class).forEach(match -> found.add(match.word()));
        return found;
    }

    /** The first letter without accents, which stemming never changes. */
    private static String start(String word) {
        var plain = Normalizer.normalize(word.substring(0, Math.min(word.length(), 2)), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT);
        return plain.isEmpty() ? "" : fold(plain.charAt(0));
    }

    private static String fold(char letter) {
        return switch (letter) {
            case 'œ', 'ø' -> "o";
            case 'æ' -> "a";
            case 'ł' -> "l";
            case 'ß' -> "s";
            case 'ı' -> "i";
            case 'đ', 'ð' -> "d";
            case 'þ' -> "t";
            default -> String.valueOf(letter);
        };
    }

    /** The whole text, marked. */
    static String whole(String text, Set<String> words, List<String> lexemes) {
        var clean = clean(text);
        return marked(clean, 0, clean.length(), places(clean, words, lexemes));
    }

    /** Up to two pieces of the text, those with the most marks, marked. */
    static String pieces(String text, Set<String> words, List<String> lexemes) {
        var clean = clean(text);
        var all = new ArrayList<Place>();
        var matcher = WORD.matcher(clean);
        while (matcher.find()) {
            all.add(new Place(matcher.start(), matcher.end()));
        }
        if (all.isEmpty()) {
            return "";
        }
        var marks = places(clean, words, lexemes);
        var begins = windows(all, marks);
        var html = new StringBuilder();
        var last = -1;
        for (var begin : begins) {
            var from = Math.max(begin, last + 1);
            var to = Math.min(begin + WINDOW, all.size()) - 1;
            if (from > to) {
                continue;
            }
            if (html.length() > 0 || from > 0) {
                html.append(html.length() > 0 ? " … " : "… ");
            }
            var start = from == 0 ? 0 : all.get(from).start();
            var end = to == all.size() - 1 ? clean.length() : all.get(to).end();
            html.append(marked(clean, start, Math.min(end, start + 1_000), marks));
            last = to;
        }
        return last < all.size() - 1 ? html.append(" …").toString() : html.toString();
    }

    private static List<Integer> windows(List<Place> all, List<Place> marks) {
        var hits = new boolean[all.size()];
        for (int i = 0, m = 0; i < all.size(); i++) {
            while (m < marks.size() && marks.get(m).end() <= all.get(i).start()) {
                m++;
            }
            hits[i] = m < marks.size() && marks.get(m).start() < all.get(i).end();
        }
        var begins = new ArrayList<Integer>();
        for (int piece = 0; piece < WINDOWS; piece++) {
            int best = -1;
            int most = 0;
            for (int i = 0; i < hits.length; i++) {
                if (!hits[i]) {
                    continue;
                }
                var count = 0;
                for (int j = i; j < Math.min(i + WINDOW - 3, hits.length); j++) {
                    count += hits[j] ? 1 : 0;
                }
                if (count > most) {
                    most = count;
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            var begin = Math.max(0, best - 3);
            begins.add(begin);
            for (int j = begin; j < Math.min(begin + WINDOW, hits.length); j++) {
                hits[j] = false;
            }
        }
        if (begins.isEmpty()) {
            begins.add(0);
        }
        begins.sort(Integer::compareTo);
        return begins;
    }

    private static List<Place> places(String text, Set<String> words, List<String> lexemes) {
        var places = new ArrayList<Place>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            var word = matcher.group();
            if (!words.contains(word)) {
                continue;
            }
            if (PAIRED.matcher(word).find()) {
                places.addAll(pairs(word, matcher.start(), lexemes));
            } else {
                places.add(new Place(matcher.start(), matcher.end()));
            }
        }
        return places;
    }

    /** In a script without spaces, the signs that stand in one of the pairs that were asked for. */
    private static List<Place> pairs(String word, int offset, List<String> lexemes) {
        var hit = new boolean[word.length()];
        for (var lexeme : lexemes) {
            for (int i = word.indexOf(lexeme); i >= 0; i = word.indexOf(lexeme, i + 1)) {
                java.util.Arrays.fill(hit, i, i + lexeme.length(), true);
            }
        }
        var places = new ArrayList<Place>();
        for (int i = 0; i < hit.length; i++) {
            if (hit[i]) {
                int end = i;
                while (end < hit.length && hit[end]) {
                    end++;
                }
                places.add(new Place(offset + i, offset + end));
                i = end;
            }
        }
        return places;
    }

    private static String marked(String text, int from, int to, List<Place> marks) {
        var html = new StringBuilder();
        int at = from;
        for (var mark : marks) {
            if (mark.start() < at || mark.end() > to) {
                continue;
            }
            html.append(escaped(text.substring(at, mark.start())))
                    .append("<mark>")
                    .append(escaped(text.substring(mark.start(), mark.end())))
                    .append("</mark>");
            at = mark.end();
        }
        return html.append(escaped(text.substring(at, to))).toString();
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    private static String escaped(String text) {
        return ESCAPES.entrySet().stream()
                .reduce(text, (result, escape) -> result.replace(escape.getKey(), escape.getValue()), (a, b) -> b);
    }

    /** In this order: the first one's sign stands in the others. */
    private static final Map<String, String> ESCAPES = escapes();

    private static Map<String, String> escapes() {
        var escapes = new LinkedHashMap<String, String>();
        escapes.put("&", "&amp;");
        escapes.put("<", "&lt;");
        escapes.put(">", "&gt;");
        escapes.put("\"", "&quot;");
        escapes.put("'", "&#39;");
        return escapes;
    }
}
