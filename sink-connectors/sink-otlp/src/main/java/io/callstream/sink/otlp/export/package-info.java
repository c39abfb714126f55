/** Spans become one export request to a destination, and its answer becomes a verdict. */
@NullMarked
package io.callstream.sink.otlp.export;

import org.jspecify.annotations.NullMarked;
