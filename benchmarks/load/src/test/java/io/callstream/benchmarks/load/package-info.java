/** Checks that the load clients measure what they say. */
@NullMarked
package io.callstream.benchmarks.load;

import org.jspecify.annotations.NullMarked;
