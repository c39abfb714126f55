/** What OpenAI's own Java client finds: it is the judge, nothing of ours reads the answers. */
@NullMarked
package io.callstream.conformance.openai;

import org.jspecify.annotations.NullMarked;
