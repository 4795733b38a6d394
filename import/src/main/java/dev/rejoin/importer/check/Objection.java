package dev.rejoin.importer.check;

import dev.rejoin.importer.finding.Code;
import java.util.Optional;

/**
 * A row that the target does not take, by a rule that sets it aside or by a refusal of PostgreSQL itself.
 *
 * @param code the rule's or the constraint's own name, or that the target has not told any
 * @param row its number in what is staged
 */
public record Objection(Code code, Optional<String> suggestion, String table, long row, String message) {}
