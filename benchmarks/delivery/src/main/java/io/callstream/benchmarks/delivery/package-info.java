/** Sinks store or send made-up calls beside the plainest program that does so, in turns, in one process. */
@NullMarked
package io.callstream.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
