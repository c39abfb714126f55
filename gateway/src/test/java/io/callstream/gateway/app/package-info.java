/** The gateway is tried as a whole, over real sockets. */
@NullMarked
package io.callstream.gateway.app;

import org.jspecify.annotations.NullMarked;
