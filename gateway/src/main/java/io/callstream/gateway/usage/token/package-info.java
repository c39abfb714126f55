/** Texts are taken apart into tokens, as OpenAI's models do. */
@NullMarked
package io.callstream.gateway.usage.token;

import org.jspecify.annotations.NullMarked;
