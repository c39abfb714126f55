/** How records are read from topics and written to topics and stores. */
@NullMarked
package io.callstream.analytics.serde;

import org.jspecify.annotations.NullMarked;
