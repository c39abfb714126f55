/** What a running sink shows of itself: status, metrics, health. */
@NullMarked
package io.callstream.sink.runtime.observe;

import org.jspecify.annotations.NullMarked;
