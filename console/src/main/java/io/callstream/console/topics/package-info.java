/** Records as they stand on Kafka, and whether any are missing. */
@NullMarked
package io.callstream.console.topics;

import org.jspecify.annotations.NullMarked;
