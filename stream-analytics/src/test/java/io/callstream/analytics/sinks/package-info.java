/** Tests of how sinks are watched. */
@NullMarked
package io.callstream.analytics.sinks;

import org.jspecify.annotations.NullMarked;
