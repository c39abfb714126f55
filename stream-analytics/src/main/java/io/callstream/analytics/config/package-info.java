/** What {@code callstream.analytics} and {@code callstream.alerts} say. */
@NullMarked
package io.callstream.analytics.config;

import org.jspecify.annotations.NullMarked;
