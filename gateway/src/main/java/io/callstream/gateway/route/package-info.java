/** One deployment of a model group is chosen for a call. */
@NullMarked
package io.callstream.gateway.route;

import org.jspecify.annotations.NullMarked;
