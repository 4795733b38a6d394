/** A request on its way: who calls, what was asked, how much is taken on. */
@NullMarked
package dev.rejoin.api.http;

import org.jspecify.annotations.NullMarked;
