/** One call: its events, what was said, how long each part took. */
@NullMarked
package io.callstream.console.call;

import org.jspecify.annotations.NullMarked;
