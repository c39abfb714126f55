/** What exceptions of a delivery mean, how one bad event is told from a bad destination, and which failures are the same news. */
@NullMarked
package io.callstream.sink.failure;

import org.jspecify.annotations.NullMarked;
