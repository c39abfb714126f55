/** Reads topics, gathers batches, and commits what has come to its end. */
@NullMarked
package io.callstream.sink.runtime.consume;

import org.jspecify.annotations.NullMarked;
