/** How the sinks are doing, and what they could not deliver. */
@NullMarked
package io.callstream.console.sinks;

import org.jspecify.annotations.NullMarked;
