/** Figures of each minute. */
@NullMarked
package io.callstream.analytics.window;

import org.jspecify.annotations.NullMarked;
