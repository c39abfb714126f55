/** Prompts that are kept elsewhere: their sources, what is known of them, and how they are filled. */
@NullMarked
package io.callstream.gateway.prompt;

import org.jspecify.annotations.NullMarked;
