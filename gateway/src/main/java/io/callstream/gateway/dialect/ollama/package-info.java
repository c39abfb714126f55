/**
 * Ollama's own API. Compared on 2026-11-27 with github.com/ollama/ollama as of 2026-08-21 (fb30760): {@code api/types.go}, the streams of
 * {@code server/routes.go}, {@code docs/api/errors.mdx} and {@code docs/capabilities/thinking.mdx}, and how {@code openai/openai.go} reads efforts.
 */
@NullMarked
package io.callstream.gateway.dialect.ollama;

import org.jspecify.annotations.NullMarked;
