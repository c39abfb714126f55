/** What it costs to scan a request, to tell a call, and to put a stream together. */
@NullMarked
package io.callstream.benchmarks.event;

import org.jspecify.annotations.NullMarked;
