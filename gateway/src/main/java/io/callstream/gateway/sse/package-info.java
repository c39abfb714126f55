/** Frames of server-sent events, byte by byte. */
@NullMarked
package io.callstream.gateway.sse;

import org.jspecify.annotations.NullMarked;
