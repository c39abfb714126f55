/** What callers are told of their limits. */
@NullMarked
package io.callstream.gateway.stage.limit;

import org.jspecify.annotations.NullMarked;
