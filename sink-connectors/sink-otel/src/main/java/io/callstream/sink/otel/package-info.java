/** The settings of a sink for any receiver of OpenTelemetry spans. */
@NullMarked
package io.callstream.sink.otel;

import org.jspecify.annotations.NullMarked;
