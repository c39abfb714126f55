/** Answers requests the way OpenAI's API does, with deterministic text; the model's name chooses the behaviour. */
@NullMarked
package io.callstream.testing.openai;

import org.jspecify.annotations.NullMarked;
