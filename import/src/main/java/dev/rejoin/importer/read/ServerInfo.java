package dev.rejoin.importer.read;

import co.elastic.clients.elasticsearch.core.InfoResponse;
import co.elastic.clients.elasticsearch.nodes.NodesInfoResponse;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds out what answers at an address, and refuses what cannot be read, by its name. */
final class ServerInfo {

    private ServerInfo() {}

    /** What a server says of itself. */
    private record Banner(
            @Nullable String name,
            @Nullable String version,
            @Nullable String tagline) {
        static Banner of(InfoResponse info) {
            return new Banner(
                    info.clusterName(),
                    info.version() == null ? null : info.version().number(),
                    info.tagline());
        }
    }

    static SourceInfo of(Cluster cluster) {
        Banner banner;
        try {
            banner = Banner.of(cluster.askOnce(client -> client.info()));
        } catch (Fault fault) {
            banner = switch (fault.kind()) {
                case CONNECTION -> throw unreachable(cluster, fault);
                case DENIED -> throw cluster.refusal("asking who it is", fault);
                case BUSY, UNAVAILABLE -> Banner.of(cluster.ask(client -> client.info()));
                // A server without the module that answers here still knows its own node.
                default -> fromNode(cluster, fault);
            };
        }
        refuseOthers(cluster, banner);
        var version = String.valueOf(banner.version);
        refuseOld(cluster, version);
        return new SourceInfo("elasticsearch", version, String.valueOf(banner.name), cluster.address());
    }

    private static Banner fromNode(Cluster cluster, Fault first) {
        NodesInfoResponse answer;
        try {
            answer = cluster.askOnce(client -> client.nodes().info(of -> of.nodeId("_local")));
        } catch (Fault fault) {
            if (fault.kind() == Fault.Remedy.DENIED) {
                throw cluster.refusal("asking who it is", fault);
            }
            throw notElasticsearch(cluster, first);
        }
        if (answer.nodes().isEmpty()) {
            throw notElasticsearch(cluster, first);
        }
        var version = answer.nodes().values().iterator().next().version();
        // OpenSearch started counting anew, at 1: an Elasticsearch of such a number has no _nodes/_local of this form.
        boolean foreign = version != null && version.matches("[123]\\..*");
        return new Banner(answer.clusterName(), version, foreign ? "OpenSearch" : null);
    }

    private static void refuseOthers(Cluster cluster, Banner banner) {
        if (banner.tagline != null && banner.tagline.toLowerCase(Locale.ROOT).contains("opensearch")) {
            throw new SourceRefusedException(
                    ("%s is OpenSearch %s, which is not supported: its point in time differs from Elasticsearch's. Restore"
                                    + " the snapshot into Elasticsearch 7.17 or newer, or dump the indices as lines of JSON.")
                            .formatted(cluster.address(), banner.version));
        }
        if (banner.version == null || !banner.version.matches("\\d+([.-].*)?")) {
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
