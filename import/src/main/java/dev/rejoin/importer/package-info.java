/**
 * The importer: what stands in Elasticsearch, read once, becomes the rows of a PostgreSQL schema that it knows from the
 * catalog and a mapping alone. One room a step, in the order of {@code run}; the map of them is in {@code import/README.md}.
 */
