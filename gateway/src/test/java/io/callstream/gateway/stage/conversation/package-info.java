@NullMarked
package io.callstream.gateway.stage.conversation;

import org.jspecify.annotations.NullMarked;
