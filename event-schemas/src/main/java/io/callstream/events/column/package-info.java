/** Chosen columns of Avro records, without making objects of the others: one decoder for every engine that queries events. */
@NullMarked
package io.callstream.events.column;

import org.jspecify.annotations.NullMarked;
