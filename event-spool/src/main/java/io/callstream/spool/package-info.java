/** Telemetry's first stop: every event is kept on local disk, on the event loop that records it, before anything else. */
@NullMarked
package io.callstream.spool;

import org.jspecify.annotations.NullMarked;
