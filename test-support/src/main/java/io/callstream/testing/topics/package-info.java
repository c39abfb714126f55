/** Topics with events, on a broker that a test has started. */
@NullMarked
package io.callstream.testing.topics;

import org.jspecify.annotations.NullMarked;
