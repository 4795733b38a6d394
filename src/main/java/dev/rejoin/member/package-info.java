/** Members and their subscriptions. */
@NullMarked
package dev.rejoin.member;

import org.jspecify.annotations.NullMarked;
