/** A destination that takes OpenTelemetry spans, for the tests of the sinks that send them. */
@NullMarked
package io.callstream.sink.testkit.otlp;

import org.jspecify.annotations.NullMarked;
