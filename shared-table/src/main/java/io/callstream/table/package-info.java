/** A compacted topic as a table that several processes share, each with a copy of it in memory and on disk. */
@NullMarked
package io.callstream.table;

import org.jspecify.annotations.NullMarked;
