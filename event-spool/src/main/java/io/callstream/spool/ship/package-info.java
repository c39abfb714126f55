/** Takes events from the spool to Kafka, however long Kafka or the registry are away. */
@NullMarked
package io.callstream.spool.ship;

import org.jspecify.annotations.NullMarked;
