/** Delivers past events to a sink again. */
@NullMarked
package io.callstream.cli.replay;

import org.jspecify.annotations.NullMarked;
