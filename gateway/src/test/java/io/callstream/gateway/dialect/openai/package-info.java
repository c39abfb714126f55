/** Tests of answers in OpenAI's form that clients of another form get. */
@NullMarked
package io.callstream.gateway.dialect.openai;

import org.jspecify.annotations.NullMarked;
