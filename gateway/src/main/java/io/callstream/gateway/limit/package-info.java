/** What comes from outside is bounded: connections, memory, events about callers nobody knows, calls and their cost. */
@NullMarked
package io.callstream.gateway.limit;

import org.jspecify.annotations.NullMarked;
