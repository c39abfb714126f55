/** Tests of calls in LiteLLM's form. */
@NullMarked
package io.callstream.sink.litellm;

import org.jspecify.annotations.NullMarked;
