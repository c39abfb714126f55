/** Distributions that can be put together. */
@NullMarked
package io.callstream.analytics.sketch;

import org.jspecify.annotations.NullMarked;
