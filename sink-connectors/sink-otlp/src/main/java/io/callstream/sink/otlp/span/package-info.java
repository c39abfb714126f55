/** A call that has ended is read as an OpenTelemetry span: ids, times, outcome, and what its bodies hold. */
@NullMarked
package io.callstream.sink.otlp.span;

import org.jspecify.annotations.NullMarked;
