package dev.rejoin.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rejoin bench}: figures are ratios within one run, so that the machine's own speed does not count. */
@Command(
        name = "bench",
        description = "Benchmarks.",
        subcommands = {
            BenchCommand.Answers.class,
            BenchCommand.Documents.class,
            BenchCommand.Growth.class,
            BenchCommand.Hostile.class,
            BenchCommand.Relevance.class,
            BenchCommand.Searches.class,
            BenchCommand.Soak.class
        },
        footer = {"  ./rejoin bench import --scale 2", "  ./rejoin bench relevance --json > figures.json"})
final class BenchCommand {

    /** The program of a benchmark, with the words that it takes. */
    private abstract static class Bench implements CommandTree.Planned {
        private final String name;
        private final Module module;

        @Option(names = "--json", description = "print the figures as one JSON document, and all else where errors go")
        private boolean json;

        Bench(String name, Module module) {
            this.name = name;
            this.module = module;
        }

        abstract List<String> words();

        @Override
        public Plan plan(Checkout checkout, Map<String, String> environment) {
            var program = checkout.home().resolve("bench/run").toString();
            return Plan.become(List.of(module, Module.SERVICE), program, name)
                    .and(words())
                    .and(json ? List.of("--json") : List.of())
                    .with("REJOIN_HOME", checkout.home().toString());
        }

        static void add(List<String> words, String option, @Nullable Object value) {
            if (value != null) {
                words.addAll(List.of(option, value.toString()));
            }
        }
    }

    @Command(
            name = "api",
            description =
                    "Answers per second, latency and CPU per answer of the service against a hand-written JDBC"
                            + " endpoint, in turns over 100,000 members (about 20 minutes); at last each large collection by each of its sorts, with and without a filter.",
            footer = "  ./rejoin bench api --rows 10000 --rounds 1")
    static final class Answers extends Bench {
        @Option(names = "--rows", paramLabel = "N")
        private @Nullable Integer rows;

        @Option(names = "--rounds", paramLabel = "N")
        private @Nullable Integer rounds;

        @Option(names = "--seconds", paramLabel = "N")
        private @Nullable Integer seconds;

        @Option(names = "--warm-up", paramLabel = "N", description = "seconds before it is measured")
        private @Nullable Integer warmUp;

        @Option(
                names = "--only",
                paramLabel = "WORDS",
                description =
                        "requests whose name holds these words; lists: the large collections alone; lists:invoices:"
                                + " each page of one of them")
        private @Nullable String only;

        @Option(names = "--before", paramLabel = "FOLDER", description = "another build's folder quarkus-app")
        private @Nullable String before;

        Answers() {
            super("api", Module.DB);
        }

        @Override
        List<String> words() {
            var words = new ArrayList<String>();
            add(words, "--rows", rows);
            add(words, "--rounds", rounds);
            add(words, "--seconds", seconds);
            add(words, "--warm-up", warmUp);
            add(words, "--only", only);
            add(words, "--before", before);
            return words;
        }
    }

    @Command(
            name = "import",
            description =
                    "Documents per second of the importer, all checks and the proof included, from dump files: against"
                            + " a straightforward script that fills the same tables with all their constraints, and against the"
                            + " floor, every document read and its bytes copied into one column. The script needs Python 3 with"
                            + " psycopg2 and yaml (Debian: apt install python3-psycopg2 python3-yaml).",
            footer = {
                "  ./rejoin bench import --scale 2 --rounds 3",
                "  ./rejoin bench import --scale 40 --rounds 1 --only floor,importer"
            })
    static final class Documents extends Bench {
        @Option(names = "--scale", paramLabel = "N", description = "1 is about 60,000 documents")
        private @Nullable Double scale;

        @Option(names = "--rounds", paramLabel = "N")
        private @Nullable Integer rounds;

        @Option(names = "--python", paramLabel = "PROGRAM")
        private @Nullable String python;

        @Option(
                names = "--only",
                paramLabel = "NAMES",
                description =
                        "which run: floor, importer, typed (unless said, these three), and compiled, which is the importer"
                                + " with Java's second compiler")
        private @Nullable String only;

        Documents() {
            super("import", Module.DEMO);
        }

        @Override
        List<String> words() {
            var words = new ArrayList<String>();
            add(words, "--scale", scale);
            add(words, "--rounds", rounds);
            add(words, "--python", python);
            add(words, "--only", only);
            return words;
        }
    }

    @Command(
            name = "search",
            description =
                    "Search against a real Elasticsearch: the same documents in both, and words, beginnings, typing"
                            + " mistakes, facets and suggestions asked of both in turns: p50, p95, p99, and how many of the ten best"
                            + " are the same (about 10 minutes for 100,000 documents).",
            footer = "  ./rejoin bench search --documents 5000 --queries 50")
    static final class Searches extends Bench {
        @Option(names = "--documents", paramLabel = "N", description = "100,000 by default")
        private @Nullable Integer documents;

        @Option(names = "--queries", paramLabel = "N", description = "of each kind, 200 by default")
        private @Nullable Integer queries;

        Searches() {
            super("search", Module.LEGACY);
        }

        @Override
        List<String> words() {
            var words = new ArrayList<String>();
            add(words, "--documents", documents);
            add(words, "--queries", queries);
            return words;
        }
    }

    @Command(
            name = "growth",
            description =
                    "What the change log costs at a number of entries, in one table and in partitions by month: room, a write, the"
                            + " history of a row, a page of the feed, and letting a month go; and search documents in the same two ways.",
            footer = "  ./rejoin bench growth --rows 10000000")
    static final class Growth extends Bench {
        @Option(names = "--rows", paramLabel = "N", description = "entries, 1,000,000 by default")
        private @Nullable Long rows;

        @Option(
                names = "--documents",
                paramLabel = "N",
                description = "to search, 100,000 by default; 0 leaves them out")
        private @Nullable Integer documents;

        @Option(names = "--questions", paramLabel = "N", description = "of each kind, 1,000 by default")
        private @Nullable Integer questions;

        @Option(
                names = "--bodies",
                paramLabel = "yes|no",
                description = "what a row was and is, in each entry, some kilobyte; yes by default")
        private @Nullable String bodies;

        @Option(names = "--partitions", paramLabel = "both|none|only", description = "both by default")
        private @Nullable String partitions;

        Growth() {
            super("growth", Module.DB);
        }

        @Override
        List<String> words() {
            var words = new ArrayList<String>();
            add(words, "--rows", rows);
            add(words, "--documents", documents);
            add(words, "--questions", questions);
            add(words, "--bodies", bodies);
            add(words, "--partitions", partitions);
            return words;
        }
    }

    @Command(
            name = "hostile",
            description =
                    "The service in a heap of 256 MB, attacked for ten minutes in some twenty ways, with a key and without, while"
                            + " a client that does as it is told reads, searches and writes. Ends with 1, and says why, where memory,"
                            + " threads or descriptors grow, the service ends, or that client gets an answer that is not documented.",
            footer = "  ./rejoin bench hostile --minutes 60")
    static final class Hostile extends Bench {
        @Option(names = "--minutes", paramLabel = "N", description = "10 by default")
        private @Nullable Integer minutes;

        @Option(names = "--attackers", paramLabel = "N", description = "at once, 60 by default")
        private @Nullable Integer attackers;

        @Option(names = "--heap", paramLabel = "MB", description = "256 by default")
        private @Nullable Integer heap;

        @Option(names = "--rows", paramLabel = "N", description = "in each large table, 2,000 by default")
        private @Nullable Integer rows;

        @Option(names = "--seed", paramLabel = "N", description = "which attacks come follows from it")
        private @Nullable Integer seed;

        Hostile() {
            super("hostile", Module.DB);
        }

        @Override
        List<String> words() {
            var words = new ArrayList<String>();
            add(words, "--minutes", minutes);
            add(words, "--attackers", attackers);
            add(words, "--heap", heap);
            add(words, "--rows", rows);
            add(words, "--seed", seed);
            return words;
        }
    }

    @Command(
            name = "relevance",
            description =
                    "How well search ranks: nDCG@10, MAP and recall@100 over a test collection of docs.ndjson[.gz]"
                            + " (id, title, text, language), queries.tsv and qrels.tsv (query, document, gain), by default the"
                            + " small one shipped in bench/relevance/small; with --against, two settings of /v1/search (as"
                            + " fuzzy=never) and how likely chance alone makes such a difference.",
            footer = "  ./rejoin bench relevance --setting fuzzy=never --against fuzzy=auto")
    static final class Relevance extends Bench {
        @Parameters(paramLabel = "FOLDER", arity = "0..1")
        private @Nullable String folder;

        @Option(names = "--setting", paramLabel = "PARAMETERS")
        private @Nullable String setting;

        @Option(names = "--against", paramLabel = "PARAMETERS")
        private @Nullable String against;

        @Option(names = "--language", paramLabel = "CODE", description = "documents in this language alone")
        private @Nullable String language;

        Relevance() {
            super("relevance", Module.DB);
        }

        @Override
        List<String> words() {
            var words = new ArrayList<String>();
            if (folder != null) {
                words.add(folder);
            }
            add(words, "--setting", setting);
            add(words, "--against", against);
            add(words, "--language", language);
            return words;
        }
    }

    @Command(
            name = "soak",
            description =
                    "How many connections get the most answered; these for ten minutes, in which PostgreSQL crashes three"
                            + " times; then four times as many. Ends with 1, and says why, where a write was lost or doubled, four times"
                            + " the load left less than 80 %% of the peak, refusals took more than 50 ms at the 95th percentile, or an"
                            + " answer came that is not documented (about 15 minutes).",
            footer = "  ./rejoin bench soak --minutes 60")
    static final class Soak extends Bench {
        @Option(names = "--minutes", paramLabel = "N", description = "10 by default")
        private @Nullable Integer minutes;

        @Option(names = "--restarts", paramLabel = "N", description = "how often PostgreSQL crashes, 3 by default")
        private @Nullable Integer restarts;

        @Option(
                names = "--step",
                paramLabel = "SECONDS",
                description = "for each number of connections in the search for the peak, 20 by default")
        private @Nullable Integer step;

        @Option(names = "--overload", paramLabel = "SECONDS", description = "60 by default")
        private @Nullable Integer overload;

        @Option(names = "--rows", paramLabel = "N", description = "in each large table, 5,000 by default")
        private @Nullable Integer rows;

        @Option(names = "--seed", paramLabel = "N", description = "what is asked for follows from it")
        private @Nullable Integer seed;

        Soak() {
            super("soak", Module.DB);
        }

        @Override
        List<String> words() {
            var words = new ArrayList<String>();
            add(words, "--minutes", minutes);
            add(words, "--restarts", restarts);
            add(words, "--step", step);
            add(words, "--overload", overload);
            add(words, "--rows", rows);
            add(words, "--seed", seed);
            return words;
        }
    }
}
