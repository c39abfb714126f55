/** Tokens are read or counted, and priced. */
@NullMarked
package io.callstream.gateway.usage;

import org.jspecify.annotations.NullMarked;
