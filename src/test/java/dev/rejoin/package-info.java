@NullMarked
package dev.rejoin;

import org.jspecify.annotations.NullMarked;
