/** What can go wrong for a client (RFC 9457), and what each refusal of the database means to it. */
@NullMarked
package dev.rejoin.api.problem;

import org.jspecify.annotations.NullMarked;
