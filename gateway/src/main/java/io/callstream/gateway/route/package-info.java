/** Which deployments a call attempts, in which order, and when no more. */
@NullMarked
package io.callstream.gateway.route;

import org.jspecify.annotations.NullMarked;
