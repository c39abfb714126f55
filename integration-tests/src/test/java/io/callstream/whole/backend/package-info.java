/** Kafka, registry and database are brought up and taken away here. */
@NullMarked
package io.callstream.whole.backend;

import org.jspecify.annotations.NullMarked;
