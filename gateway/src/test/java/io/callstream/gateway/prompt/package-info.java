/** Prompts from their sources to filled messages. */
@NullMarked
package io.callstream.gateway.prompt;

import org.jspecify.annotations.NullMarked;
