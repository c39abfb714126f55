/** The adapter runs in a real Connect worker, between a real broker and destinations of the test's own. */
@NullMarked
package io.callstream.connect;

import org.jspecify.annotations.NullMarked;
