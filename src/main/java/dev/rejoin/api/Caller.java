package dev.rejoin.api;

/**
 * Who calls: a key or a person.
 *
 * @param name as the change log shows it, for example {@code key:import-job}
 */
public record Caller(String id, String name, Role role) {}
