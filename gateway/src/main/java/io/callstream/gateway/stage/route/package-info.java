/** Where a call goes. */
@NullMarked
package io.callstream.gateway.stage.route;

import org.jspecify.annotations.NullMarked;
