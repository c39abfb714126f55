/**
 * Google's Vertex AI: Gemini's and Anthropic's models at its paths, with tokens of Google accounts. After
 * docs.cloud.google.com/vertex-ai/generative-ai/docs (model-reference/inference, partner-models/claude/use-claude,
 * model-reference/text-embeddings-api), read in November 2026.
 */
@NullMarked
package io.callstream.gateway.dialect.vertex;

import org.jspecify.annotations.NullMarked;
