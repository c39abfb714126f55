/** What a sink hears of: which kinds of events, which calls, and how much of them. */
@NullMarked
package io.callstream.sink.runtime.subscribe;

import org.jspecify.annotations.NullMarked;
