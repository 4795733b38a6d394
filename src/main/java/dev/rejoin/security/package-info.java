/** Who may call: API keys. */
@NullMarked
package dev.rejoin.security;

import org.jspecify.annotations.NullMarked;
