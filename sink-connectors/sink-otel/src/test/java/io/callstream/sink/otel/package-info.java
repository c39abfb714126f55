/** The sink against a destination that keeps the documented rules. */
@NullMarked
package io.callstream.sink.otel;

import org.jspecify.annotations.NullMarked;
