/** Teachers and the topics they teach. */
@NullMarked
package dev.rejoin.teacher;

import org.jspecify.annotations.NullMarked;
