/** What the author of a sink sees: events in, a verdict out. No Kafka type is in it. */
@NullMarked
package io.callstream.sink;

import org.jspecify.annotations.NullMarked;
