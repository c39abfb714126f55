/** Calls become HoneyHive's events. */
@NullMarked
package io.callstream.sink.honeyhive;

import org.jspecify.annotations.NullMarked;
