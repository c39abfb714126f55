/** Keeps events of erased subjects from being sent, and has sinks remove what they stored of them. */
@NullMarked
package io.callstream.sink.runtime.erase;

import org.jspecify.annotations.NullMarked;
