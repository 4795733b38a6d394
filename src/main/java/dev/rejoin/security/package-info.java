/** Who may call: services with API keys, people with access tokens, pages of known origins. */
@NullMarked
package dev.rejoin.security;

import org.jspecify.annotations.NullMarked;
