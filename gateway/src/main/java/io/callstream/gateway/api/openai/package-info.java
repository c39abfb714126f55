/** OpenAI's API as clients speak it: chat completions, completions and embeddings. */
@NullMarked
package io.callstream.gateway.api.openai;

import org.jspecify.annotations.NullMarked;
