package dev.rejoin.search;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What documents can be filtered by, where all fields that a facet is called like have values that are known. */
@Singleton
class FacetValues {
    private final List<ItemType<?, ?>> searched;

    FacetValues(Catalog catalog) {
        searched = catalog.types().stream()
                .filter(type -> type.searchName().isPresent())
                .toList();
    }

    /**
     * Refuses what no document can have: an empty page would say that there is none now.
     *
     * @param resources only these; all where there are none
     */
    void check(List<String> resources, Map<Facet, String> wanted) {
        wanted.forEach((facet, value) -> {
            var fields = searched.stream()
                    .filter(type -> resources.isEmpty()
                            || resources.contains(type.searchName().orElseThrow()))
                    .flatMap(type -> type.field(facet.key()).stream())
                    .toList();
            var values = new LinkedHashSet<String>();
            fields.stream().filter(ItemField::enumerated).forEach(field -> values.addAll(field.values()));
            if (!fields.isEmpty() && fields.stream().allMatch(ItemField::enumerated) && !values.contains(value)) {
                throw new ProblemException(Problem.Malformed.noneOf(facet.key(), value, values));
            }
        });
    }
}
