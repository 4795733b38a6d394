package dev.rejoin.api.read;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Resource;
import java.util.HashMap;
import java.util.Map;

/** The views of all resources. */
final class Views {
    private final Map<String, View> views = new HashMap<>();

    Views(Catalog catalog) {
        catalog.resources().forEach(resource -> views.put(resource.name(), new View(catalog, resource)));
    }

    View of(Resource resource) {
        var view = views.get(resource.name());
        if (view == null) {
            throw new IllegalStateException("no view of " + resource.name());
        }
        return view;
    }
}
