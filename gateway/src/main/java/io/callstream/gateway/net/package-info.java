/** What both sides of the gateway need of HTTP and of an event loop: heads, content codings, addresses, deadlines, flushes. */
@NullMarked
package io.callstream.gateway.net;

import org.jspecify.annotations.NullMarked;
