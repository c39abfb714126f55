/** Calls in LiteLLM's own form, for receivers that were written for it. */
@NullMarked
package io.callstream.sink.litellm;

import org.jspecify.annotations.NullMarked;
