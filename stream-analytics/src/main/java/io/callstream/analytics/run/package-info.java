/** Runs the topologies. */
@NullMarked
package io.callstream.analytics.run;

import org.jspecify.annotations.NullMarked;
