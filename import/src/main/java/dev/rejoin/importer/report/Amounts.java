package dev.rejoin.importer.report;

import java.math.BigDecimal;
import java.util.Locale;

/** Money as people read it. */
public final class Amounts {
    private static final int DECIMALS = 2;

    private Amounts() {}

    /** With its thousands apart, two decimals at least, and none lost. */
    public static String shown(BigDecimal amount) {
        var bare = amount.stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(DECIMALS, bare.scale()) + "f", bare);
    }
}
