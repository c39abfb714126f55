/** Lets each event through once. */
@NullMarked
package io.callstream.analytics.once;

import org.jspecify.annotations.NullMarked;
