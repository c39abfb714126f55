/**
 * OpenAI's Responses API as clients call it. What the gateway keeps and records of such calls is in the form of OpenAI's chats, like
 * that of all others. Compared on 2026-11-27 with the types of OpenAI's own client,
 * github.com/openai/openai-python as of 2026-08-21 (e43b422), {@code src/openai/types/responses}: events and their fields, a response, its
 * usage, its errors, the parameters.
 */
@NullMarked
package io.callstream.gateway.api.responses;

import org.jspecify.annotations.NullMarked;
