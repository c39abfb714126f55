/** Failures become Slack messages: the first of a kind at once, the rest counted in digests. */
@NullMarked
package io.callstream.sink.slack;

import org.jspecify.annotations.NullMarked;
