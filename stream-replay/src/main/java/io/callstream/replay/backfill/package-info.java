/** Lets a new sink begin in the past. */
@NullMarked
package io.callstream.replay.backfill;

import org.jspecify.annotations.NullMarked;
