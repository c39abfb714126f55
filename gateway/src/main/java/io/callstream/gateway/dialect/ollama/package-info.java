/** Ollama's own API, after docs.ollama.com/api (chat, embed, errors, streaming), read in November 2026. */
@NullMarked
package io.callstream.gateway.dialect.ollama;

import org.jspecify.annotations.NullMarked;
