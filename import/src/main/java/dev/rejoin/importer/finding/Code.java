package dev.rejoin.importer.finding;

/** What a finding is filed under. */
public sealed interface Code permits FindingCode, RuleName {

    /** As findings bear it. */
    String code();
}
