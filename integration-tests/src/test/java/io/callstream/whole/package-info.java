/** Stories of calls are tried over the whole path: client, gateway, Kafka, sinks. */
@NullMarked
package io.callstream.whole;

import org.jspecify.annotations.NullMarked;
