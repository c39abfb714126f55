/** Takes events from the spool to Kafka, however long Kafka or the registry are away. */
@NullMarked
package io.callstream.gateway.ship;

import org.jspecify.annotations.NullMarked;
