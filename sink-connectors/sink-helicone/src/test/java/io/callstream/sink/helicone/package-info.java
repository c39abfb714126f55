/** Tests of the helicone sink. */
@NullMarked
package io.callstream.sink.helicone;

import org.jspecify.annotations.NullMarked;
