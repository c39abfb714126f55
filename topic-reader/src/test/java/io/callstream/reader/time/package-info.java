/** Tests of times as people write them. */
@NullMarked
package io.callstream.reader.time;

import org.jspecify.annotations.NullMarked;
