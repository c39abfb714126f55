/** Calls as they come, and one call with all that is known of it. */
@NullMarked
package io.callstream.console.calls;

import org.jspecify.annotations.NullMarked;
