/** What was set aside: shown, exported, corrected and tried again. */
@NullMarked
package dev.rejoin.importer.quarantine;

import org.jspecify.annotations.NullMarked;
