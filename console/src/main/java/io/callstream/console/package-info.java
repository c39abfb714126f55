/** A page to look at what goes through the gateway: calls, spending, sinks, topics. It reads topics and asks services; it changes nothing but what somebody orders. */
@NullMarked
package io.callstream.console;

import org.jspecify.annotations.NullMarked;
