/** The sink against a destination that keeps the documented rules. */
@NullMarked
package io.callstream.sink.traceloop;

import org.jspecify.annotations.NullMarked;
