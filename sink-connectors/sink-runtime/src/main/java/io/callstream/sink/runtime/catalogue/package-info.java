/** Finds sinks on the class path and among plug-ins. */
@NullMarked
package io.callstream.sink.runtime.catalogue;

import org.jspecify.annotations.NullMarked;
