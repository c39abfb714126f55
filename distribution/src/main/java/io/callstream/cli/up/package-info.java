/** Starts everything in one process: what Callstream needs, the gateway and the sinks. */
@NullMarked
package io.callstream.cli.up;

import org.jspecify.annotations.NullMarked;
