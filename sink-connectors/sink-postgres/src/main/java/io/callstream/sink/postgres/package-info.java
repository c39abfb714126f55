/** Events become rows of PostgreSQL tables: one per call, brought up to date by its events, and one per chunk. */
@NullMarked
package io.callstream.sink.postgres;

import org.jspecify.annotations.NullMarked;
