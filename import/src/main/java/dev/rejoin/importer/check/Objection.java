package dev.rejoin.importer.check;

import dev.rejoin.importer.mapping.Mapping.TargetCheck;

/**
 * A row that breaks a rule of the target's which sets it aside.
 *
 * @param row its number in what is staged
 */
public record Objection(TargetCheck check, String table, long row, String message) {}
