/** How the sinks are doing, as their groups and health pages say. */
@NullMarked
package io.callstream.analytics.sinks;

import org.jspecify.annotations.NullMarked;
