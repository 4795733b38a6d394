package dev.rejoin.search;

import dev.rejoin.api.query.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What a search means, as a vector: the documents nearest to it. First those that have the most signs in common, which
 * needs no extension and reads 48 bytes of each document; these few are then compared by the cosine itself.
 *
 * @param model whose vectors are compared
 * @param components of the vector that is looked for
 */
record Meaning(String model, float[] components) {
    /** How many are compared by the cosine. */
    static final int NEAREST = 400;

    /** The nearest as {@code meant}: resource, id, how many signs differ, and a key that is smaller the nearer one is. */
    Sql nearest(Criteria criteria, @Nullable String excludedWords, @Nullable String radius) {
        return signed(criteria, excludedWords, radius).add("""
                        , meant as materialized (
                            select n.resource, n.id, n.distance, d.recency,
                                   round(-(search.inner_product(v.components, ?::real[]) / (v.norm * ?::float8))::numeric, 9)::float8 as key
                            from nearest n
                            join search_vector v on v.resource = n.resource and v.id = n.id and v.model = ?
                            join search_document d on d.resource = n.resource and d.id = n.id)""", Vectors.literal(components), norm(), model);
    }

    /**
     * The nearest by their signs.
     *
     * @param radius from the first page on: whoever gives others vectors meanwhile changes who is among the nearest, and
     *     not how far they are
     */
    private Sql signed(Criteria criteria, @Nullable String excludedWords, @Nullable String radius) {
        var sql = Sql.of(
                "nearest as materialized (select v.resource, v.id, bit_count(v.signs # ?::bit varying) as distance"
                        + " from search_vector v",
                Vectors.signs(components));
        if (criteria.limits() || excludedWords != null) {
            sql.add(" join search_document d on d.resource = v.resource and d.id = v.id");
        }
        sql.add(" where v.model = ?", model).add(criteria.conditions(excludedWords));
        if (radius != null) {
            sql.add(" and bit_count(v.signs # ?::bit varying) <= ?::int8", Vectors.signs(components), radius);
        }
        return sql.add(" order by distance, v.resource, v.id limit " + (radius == null ? NEAREST : 2 * NEAREST) + ")");
    }

    /** What all that are found by meaning meet. */
    Sql population(Criteria criteria, @Nullable String excludedWords) {
        return Sql.of("(d.resource, d.id) in (with ")
                .add(signed(criteria, excludedWords, null))
                .add(" select resource, id from nearest)");
    }

    private double norm() {
        double sum = 0;
        for (double component : components) {
            sum += component * component;
        }
        return Math.sqrt(sum);
    }
}
