/** Tests of the column decoder, against Avro's own reader. */
@NullMarked
package io.callstream.events.column;

import org.jspecify.annotations.NullMarked;
