/** What code of others decides: request hooks before and beside a call. */
@NullMarked
package io.callstream.gateway.stage.hook;

import org.jspecify.annotations.NullMarked;
