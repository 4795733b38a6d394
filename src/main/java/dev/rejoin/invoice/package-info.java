/** Invoices, their lines and payments. */
@NullMarked
package dev.rejoin.invoice;

import org.jspecify.annotations.NullMarked;
