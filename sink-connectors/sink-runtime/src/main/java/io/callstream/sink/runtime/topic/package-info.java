/** Makes topics that sinks write to. */
@NullMarked
package io.callstream.sink.runtime.topic;

import org.jspecify.annotations.NullMarked;
