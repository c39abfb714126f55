/** Puts prompts that are kept elsewhere into requests. */
@NullMarked
package io.callstream.gateway.stage.prompt;

import org.jspecify.annotations.NullMarked;
