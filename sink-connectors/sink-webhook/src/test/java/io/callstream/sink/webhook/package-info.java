/** Tests of the webhook sink. */
@NullMarked
package io.callstream.sink.webhook;

import org.jspecify.annotations.NullMarked;
