/** How long tests wait. */
@NullMarked
package io.callstream.gateway.patience;

import org.jspecify.annotations.NullMarked;
