/** The life of one call: from the request that has been read in, through its stages and attempts, to the event that ends it. */
@NullMarked
package io.callstream.gateway.call;

import org.jspecify.annotations.NullMarked;
