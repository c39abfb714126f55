/**
 * Cohere's API, version 2, after docs.cohere.com/v2/reference (chat, chat-stream, embed, rerank), read in November 2026.
 */
@NullMarked
package io.callstream.gateway.dialect.cohere;

import org.jspecify.annotations.NullMarked;
