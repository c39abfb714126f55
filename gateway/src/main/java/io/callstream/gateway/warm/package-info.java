/** A provider and clients on the loopback interface, for calls that nobody made. Knows nothing of the gateway between them. */
@NullMarked
package io.callstream.gateway.warm;

import org.jspecify.annotations.NullMarked;
