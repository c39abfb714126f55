/** How one of several deployments is chosen, one class for each way. */
@NullMarked
package io.callstream.gateway.route.strategy;

import org.jspecify.annotations.NullMarked;
