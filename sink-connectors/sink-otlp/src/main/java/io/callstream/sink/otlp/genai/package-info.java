/** A call's columns and bodies become OpenTelemetry's GenAI attributes, under the names that a destination reads. */
@NullMarked
package io.callstream.sink.otlp.genai;

import org.jspecify.annotations.NullMarked;
