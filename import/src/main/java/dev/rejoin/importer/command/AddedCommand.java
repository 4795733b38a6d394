package dev.rejoin.importer.command;

/**
 * A subcommand that another module adds to {@code rejoin import}: a picocli command, found on the class path by {@link
 * java.util.ServiceLoader}. The importer alone has none.
 */
public interface AddedCommand {}
