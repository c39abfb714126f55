/** Prompts from their sources to filled messages. */
@NullMarked
package io.callstream.gateway.prompt.statement;

import org.jspecify.annotations.NullMarked;
