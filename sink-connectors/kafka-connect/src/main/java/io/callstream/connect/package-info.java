/** A sink stands in a Kafka Connect worker: Connect fetches, commits and keeps refused records, the sink's runtime delivers. */
@NullMarked
package io.callstream.connect;

import org.jspecify.annotations.NullMarked;
