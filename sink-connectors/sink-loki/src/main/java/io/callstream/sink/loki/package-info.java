/** Events become log lines of a few streams, and Loki's answer becomes a verdict. */
@NullMarked
package io.callstream.sink.loki;

import org.jspecify.annotations.NullMarked;
