/** Events become signed JSON requests to an address of the user's own. */
@NullMarked
package io.callstream.sink.webhook;

import org.jspecify.annotations.NullMarked;
