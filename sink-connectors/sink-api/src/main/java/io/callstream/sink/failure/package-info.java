/** Tells which failures are the same news, for sinks that speak to people. */
@NullMarked
package io.callstream.sink.failure;

import org.jspecify.annotations.NullMarked;
