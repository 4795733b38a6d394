/** What the service promises, as tests know it: read from the contract document and from PostgreSQL's own catalog. */
@NullMarked
package dev.rejoin.contract;

import org.jspecify.annotations.NullMarked;
