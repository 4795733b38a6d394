package dev.rejoin.db;

/** Marks a command that works on the database of the environment: the launcher sees to it that there is one. */
public interface UsesDatabase {}
