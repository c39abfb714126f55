/** Calls on a rig without sockets: what a client gets, a provider sees and the events say. */
@NullMarked
package io.callstream.gateway.call;

import org.jspecify.annotations.NullMarked;
