/** The four events of a call, generated from {@code src/main/avro}, and which kind goes to which topic. */
@NullMarked
package io.callstream.events;

import org.jspecify.annotations.NullMarked;
