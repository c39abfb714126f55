/** Tests of the choice of a deployment. */
@NullMarked
package io.callstream.gateway.route;

import org.jspecify.annotations.NullMarked;
