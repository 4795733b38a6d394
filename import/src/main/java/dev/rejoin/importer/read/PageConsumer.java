package dev.rejoin.importer.read;

/** Takes the pages of one slice, in order, each exactly once. */
@FunctionalInterface
public interface PageConsumer<E extends Exception> {

    void accept(Page page) throws E;
}
