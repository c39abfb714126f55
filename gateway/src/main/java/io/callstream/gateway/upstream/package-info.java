/** Requests go to providers and their answers come back, on the event loop of the client that waits for them. */
@NullMarked
package io.callstream.gateway.upstream;

import org.jspecify.annotations.NullMarked;
