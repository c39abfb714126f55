/** What comes from outside is bounded: connections, and events about callers nobody knows. */
@NullMarked
package io.callstream.gateway.limit;

import org.jspecify.annotations.NullMarked;
