/** What sinks do with every event. */
@NullMarked
package io.callstream.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
