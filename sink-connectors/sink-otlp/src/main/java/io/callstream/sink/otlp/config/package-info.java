/** Settings of the sinks that send GenAI spans are read, with the environment variables that OpenTelemetry's users have. */
@NullMarked
package io.callstream.sink.otlp.config;

import org.jspecify.annotations.NullMarked;
