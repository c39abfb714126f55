/** Events to bytes and back: Avro bodies behind Confluent's five-byte header. */
@NullMarked
package io.callstream.events.codec;

import org.jspecify.annotations.NullMarked;
