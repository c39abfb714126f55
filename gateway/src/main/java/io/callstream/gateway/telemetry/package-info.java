/** The gateway's own metrics. */
@NullMarked
package io.callstream.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
