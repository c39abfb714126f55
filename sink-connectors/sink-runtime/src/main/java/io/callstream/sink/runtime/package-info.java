/** Starts a sink: the only place of the runtime that constructs its parts. */
@NullMarked
package io.callstream.sink.runtime;

import org.jspecify.annotations.NullMarked;
