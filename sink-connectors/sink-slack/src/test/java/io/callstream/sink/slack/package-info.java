/** Tests of the slack sink against a fake webhook with Slack's limits. */
@NullMarked
package io.callstream.sink.slack;

import org.jspecify.annotations.NullMarked;
