/** Unpacks, initializes, starts and stops a real PostgreSQL server, also for root and after crashes. */
@NullMarked
package io.callstream.stack.postgres;

import org.jspecify.annotations.NullMarked;
