/** Starts and stops a real, single-node Kafka broker in this JVM. */
@NullMarked
package io.callstream.stack.kafka;

import org.jspecify.annotations.NullMarked;
