/** Drives the embedded broker with Kafka's own clients. */
@NullMarked
package io.callstream.stack.kafka;

import org.jspecify.annotations.NullMarked;
