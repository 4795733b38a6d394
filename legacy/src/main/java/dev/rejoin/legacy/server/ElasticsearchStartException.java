package dev.rejoin.legacy.server;

/** Elasticsearch could not be started; the message says why and carries the end of its log. */
public final class ElasticsearchStartException extends RuntimeException {
    ElasticsearchStartException(String message) {
        super(message);
    }
}
