package dev.rejoin.importer.finding;

/** A constraint or view of the target, or a rule of the mapping, under its own name: nobody here knows which there are. */
public record RuleName(String code) implements Code {}
