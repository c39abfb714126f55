/** What Logfire wants of OpenTelemetry spans: its address, token and limits. */
@NullMarked
package io.callstream.sink.logfire;

import org.jspecify.annotations.NullMarked;
