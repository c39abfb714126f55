/** Tests of the posthog sink. */
@NullMarked
package io.callstream.sink.posthog;

import org.jspecify.annotations.NullMarked;
