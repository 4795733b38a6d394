package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Finds out what answers at an address, and refuses what cannot be read, by its name. */
final class ServerInfo {

    private ServerInfo() {}

    static SourceInfo of(Cluster cluster) {
        JsonNode banner;
        try {
            banner = cluster.askOnce("GET", "/", null);
        } catch (Fault fault) {
            banner = switch (fault.kind()) {
                case CONNECTION -> throw unreachable(cluster, fault);
                case DENIED -> throw cluster.refusal("asking who it is", fault);
                case BUSY, UNAVAILABLE -> cluster.get("/");
                // A server without the module that answers here still knows its own node.
                default -> fromNode(cluster, fault);
            };
        }
        refuseOthers(cluster, banner);
        var version = banner.path("version").path("number").asText();
        refuseOld(cluster, version);
        return new SourceInfo(
                "elasticsearch", version, banner.path("cluster_name").asText(), cluster.address());
    }

    private static JsonNode fromNode(Cluster cluster, Fault first) {
        JsonNode answer;
        try {
            answer = cluster.askOnce("GET", "/_nodes/_local", null);
        } catch (Fault fault) {
            if (fault.kind() == Fault.Kind.DENIED) {
                throw cluster.refusal("asking who it is", fault);
            }
            throw notElasticsearch(cluster, first);
        }
        var node = answer.path("nodes").elements();
        if (!node.hasNext()) {
            throw notElasticsearch(cluster, first);
        }
        var local = node.next();
        var banner = Json.MAPPER.createObjectNode();
        banner.set("cluster_name", answer.path("cluster_name"));
        var version = banner.putObject("version");
        version.put("number", local.path("version").asText());
        // OpenSearch started counting anew, at 1: an Elasticsearch of such a number has no _nodes/_local of this form.
        if (local.path("version").asText().matches("[123]\\..*")) {
            version.put("distribution", "opensearch");
        }
        return banner;
    }

    private static void refuseOthers(Cluster cluster, JsonNode banner) {
        var distribution = banner.path("version").path("distribution").asText("");
        var tagline = banner.path("tagline").asText("");
        if (distribution.equalsIgnoreCase("opensearch")
                || tagline.toLowerCase(Locale.ROOT).contains("opensearch")) {
            throw new SourceRefusedException(
                    ("%s is OpenSearch %s, which is not supported: its point in time differs from Elasticsearch's. Restore"
                                    + " the snapshot into Elasticsearch 7.17 or newer, or dump the indices as lines of JSON.")
                            .formatted(
                                    cluster.address(),
                                    banner.path("version").path("number").asText()));
        }
        if (!banner.path("version").path("number").isTextual()) {
            throw new SourceRefusedException(
                    "%s answers, but is not Elasticsearch; check the address.".formatted(cluster.address()));
        }
    }

    private static void refuseOld(Cluster cluster, String version) {
        var parts = version.split("[.-]");
        int major = Integer.parseInt(parts[0]);
        int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        if (major < 7 || (major == 7 && minor < 12)) {
            throw new SourceRefusedException(
                    ("%s is Elasticsearch %s, which has no usable point in time. Take a snapshot there, and restore it into"
                                    + " Elasticsearch 7.17.")
                            .formatted(cluster.address(), version));
        }
    }

    private static SourceRefusedException notElasticsearch(Cluster cluster, Fault fault) {
        return new SourceRefusedException(
                "%s answers, but not as Elasticsearch does (%s); check the address."
                        .formatted(cluster.address(), fault.getMessage()),
                fault);
    }

    private static SourceRefusedException unreachable(Cluster cluster, Fault fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new SourceRefusedException(
                        ("%s cannot be trusted: %s. Where the cluster has certificates of its own, name the file of their"
                                        + " authority (--ca-file).")
                                .formatted(cluster.address(), fault.getMessage()),
                        fault);
            }
        }
        return new SourceRefusedException(
                "No server answers at %s (%s). Check the address, and whether it is http or https."
                        .formatted(cluster.address(), fault.getMessage()),
                fault);
    }
}
