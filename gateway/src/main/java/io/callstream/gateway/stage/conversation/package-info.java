/** Answers that later requests go on from: where they are kept, who finds them, and how they come before a request. */
@NullMarked
package io.callstream.gateway.stage.conversation;

import org.jspecify.annotations.NullMarked;
