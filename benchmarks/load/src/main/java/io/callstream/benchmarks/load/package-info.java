/** Puts load on an HTTP server at a rate of its own and measures what a caller would have felt. */
@NullMarked
package io.callstream.benchmarks.load;

import org.jspecify.annotations.NullMarked;
