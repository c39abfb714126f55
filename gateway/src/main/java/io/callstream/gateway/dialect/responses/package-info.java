/**
 * OpenAI's Responses API as providers speak it. After the types of openai-python (src/openai/types/responses) and
 * platform.openai.com/docs/api-reference/responses, read in November 2026.
 */
@NullMarked
package io.callstream.gateway.dialect.responses;

import org.jspecify.annotations.NullMarked;
