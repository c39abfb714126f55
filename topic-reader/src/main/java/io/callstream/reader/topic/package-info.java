/** Makes topics where they are missing. */
@NullMarked
package io.callstream.reader.topic;

import org.jspecify.annotations.NullMarked;
