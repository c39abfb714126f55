/** The fake destinations of the sinks' own contract tests, all of them at once. */
@NullMarked
package io.callstream.whole.destinations;

import org.jspecify.annotations.NullMarked;
