/** One call lives here: from the request that has been read in to the event that ends its story. */
@NullMarked
package io.callstream.gateway.call;

import org.jspecify.annotations.NullMarked;
