package dev.rejoin.demo;

import java.net.URI;
import java.nio.file.Path;

/** What the user of the demonstration can do next. */
final class Invitation {
    private Invitation() {}

    static String text(URI address, String key, String name, String member, Path report, String cluster) {
        return """

                The import's report   %5$s
                The API               %1$s/v1, described at %1$s/q/swagger-ui
                An API key            %2$s  (role ADMIN)
                Elasticsearch         %6$s, which is still followed: what you write to its indices is soon in the API

                Try:

                  curl -H 'Authorization: Bearer %2$s' '%1$s/v1/search?q=%3$s'
                  curl -H 'Authorization: Bearer %2$s' '%1$s/v1/members/%4$s/timeline'
                  curl -H 'Authorization: Bearer %2$s' '%1$s/v1/groups?status=ACTIVE&limit=1&expand=leader.person,memberships'

                Ctrl-C stops everything, and deletes it.""".formatted(address, key, name.replace(" ", "%20"), member, report, cluster);
    }
}
