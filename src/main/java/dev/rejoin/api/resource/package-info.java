/** What a feature declares of its items, as JPA, Bean Validation and a few annotations of our own say it on the entity. */
@NullMarked
package dev.rejoin.api.resource;

import org.jspecify.annotations.NullMarked;
