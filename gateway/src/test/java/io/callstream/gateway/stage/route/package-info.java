/** What callers are told when nobody may be asked. */
@NullMarked
package io.callstream.gateway.stage.route;

import org.jspecify.annotations.NullMarked;
