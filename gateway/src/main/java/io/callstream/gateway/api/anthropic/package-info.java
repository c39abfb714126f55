/** Anthropic's Messages API as clients call it. What the gateway keeps and records of such calls is in OpenAI's form, like that of all others. */
@NullMarked
package io.callstream.gateway.api.anthropic;

import org.jspecify.annotations.NullMarked;
