/** One row per call out of its events. */
@NullMarked
package io.callstream.analytics.call;

import org.jspecify.annotations.NullMarked;
