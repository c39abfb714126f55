/**
 * Cohere's API, version 2. Compared on 2026-11-27 with Cohere's own client, github.com/cohere-ai/cohere-python as of 2026-08-19
 * (bc495da): {@code v2/client.py}, {@code v2/types} and the types they name (chat, its stream, embed, rerank). Its pages were not read.
 */
@NullMarked
package io.callstream.gateway.dialect.cohere;

import org.jspecify.annotations.NullMarked;
