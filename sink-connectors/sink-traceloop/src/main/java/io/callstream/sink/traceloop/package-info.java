/** What Traceloop wants of OpenTelemetry spans: its address, key and names. */
@NullMarked
package io.callstream.sink.traceloop;

import org.jspecify.annotations.NullMarked;
