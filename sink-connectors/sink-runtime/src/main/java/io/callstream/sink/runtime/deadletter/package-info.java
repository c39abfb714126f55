/** Keeps refused events in a topic of their own, with their original bytes. */
@NullMarked
package io.callstream.sink.runtime.deadletter;

import org.jspecify.annotations.NullMarked;
