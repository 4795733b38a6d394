/** Client companies and institutions. */
@NullMarked
package dev.rejoin.organization;

import org.jspecify.annotations.NullMarked;
