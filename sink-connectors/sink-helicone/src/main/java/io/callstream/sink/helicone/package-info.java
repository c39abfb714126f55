/** Calls become logs of Helicone's. */
@NullMarked
package io.callstream.sink.helicone;

import org.jspecify.annotations.NullMarked;
