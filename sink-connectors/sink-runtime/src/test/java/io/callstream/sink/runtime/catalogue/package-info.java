/** Tries how sinks are found. */
@NullMarked
package io.callstream.sink.runtime.catalogue;

import org.jspecify.annotations.NullMarked;
