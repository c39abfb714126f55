/** Bytes from clients become requests, and answers become bytes: Netty handlers with one duty each. */
@NullMarked
package io.callstream.gateway.server;

import org.jspecify.annotations.NullMarked;
