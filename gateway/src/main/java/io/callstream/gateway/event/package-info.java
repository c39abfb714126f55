/** What happened to a call is encoded as Avro and handed to the spool. */
@NullMarked
package io.callstream.gateway.event;

import org.jspecify.annotations.NullMarked;
