/** What it costs an event loop to keep an event. */
@NullMarked
package io.callstream.benchmarks.spool;

import org.jspecify.annotations.NullMarked;
