/** Ended calls in the terms of those who show them: dollars, seconds, messages. */
@NullMarked
package io.callstream.sink.calls;

import org.jspecify.annotations.NullMarked;
