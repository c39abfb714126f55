/** The one table of what can go wrong with a call, and how it is said to clients, events and metrics. */
@NullMarked
package io.callstream.gateway.error;

import org.jspecify.annotations.NullMarked;
