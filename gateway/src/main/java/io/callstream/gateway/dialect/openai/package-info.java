/** OpenAI's API as providers speak it. */
@NullMarked
package io.callstream.gateway.dialect.openai;

import org.jspecify.annotations.NullMarked;
