package dev.rejoin.legacy.sample;

import java.io.IOException;

/** Where the sample's documents go. */
public interface SampleSink extends AutoCloseable {

    /** Takes one document; the source is JSON in UTF-8. */
    void put(String index, String id, byte[] source) throws IOException;

    /**
     * Whether it takes documents that Elasticsearch would refuse today, such as the same key twice in one object; dumps
     * of old servers hold such.
     */
    boolean takesAnything();

    /** Makes everything that was put durable and searchable. */
    @Override
    void close() throws IOException;
}
