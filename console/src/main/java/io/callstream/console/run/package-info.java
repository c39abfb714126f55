/** Settings, and the parts put together. */
@NullMarked
package io.callstream.console.run;

import org.jspecify.annotations.NullMarked;
