/** Serves scripted answers over real HTTP/1.1 and remembers what went over the wire. */
@NullMarked
package io.callstream.testing.provider;

import org.jspecify.annotations.NullMarked;
