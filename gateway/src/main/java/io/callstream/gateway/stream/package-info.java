/** Server-sent events are cut into frames, and a stream's chunks are put together into a plain answer. */
@NullMarked
package io.callstream.gateway.stream;

import org.jspecify.annotations.NullMarked;
