/** Keeps answers, in memory and in Redis, and finds them again; it knows nothing of calls. */
@NullMarked
package io.callstream.gateway.cache;

import org.jspecify.annotations.NullMarked;
