/** What there is room for. */
@NullMarked
package io.callstream.gateway.stage.limit;

import org.jspecify.annotations.NullMarked;
