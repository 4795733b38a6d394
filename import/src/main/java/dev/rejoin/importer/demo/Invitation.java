package dev.rejoin.importer.demo;

import java.net.URI;

/** What the user of the demonstration can do next. */
final class Invitation {
    private Invitation() {}

    static String text(URI address, String key) {
        return """

                The API is at %1$s/v1, its description at %1$s/q/openapi. An API key with the role ADMIN:

                    %2$s

                Try:

                    curl -H 'Authorization: Bearer %2$s' '%1$s/v1/search?q=prevost&limit=3'
                    curl -H 'Authorization: Bearer %2$s' '%1$s/v1/groups?status=ACTIVE&limit=1&expand=leader.person,memberships'
                    curl -H 'Authorization: Bearer %2$s' '%1$s/v1/organizations?name__icontains=lyon&count=exact&limit=3'

                Ctrl-C stops everything.""".formatted(address, key);
    }
}
