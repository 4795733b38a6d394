package dev.rejoin.importer.read;

/**
 * What a report says of the source.
 *
 * @param kind {@code elasticsearch} or {@code dump}
 * @param version the server's version, or the dump's format
 * @param name the cluster's name, or the folder
 * @param address where it was read, without any secret
 */
public record SourceInfo(String kind, String version, String name, String address) {}
