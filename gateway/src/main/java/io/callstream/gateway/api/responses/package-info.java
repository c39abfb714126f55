/**
 * OpenAI's Responses API as clients call it. What the gateway keeps and tells of such calls is in the form of OpenAI's chats, like
 * that of all others. After the types of openai-python (src/openai/types/responses) and platform.openai.com/docs/api-reference/responses,
 * read in November 2026.
 */
@NullMarked
package io.callstream.gateway.api.responses;

import org.jspecify.annotations.NullMarked;
