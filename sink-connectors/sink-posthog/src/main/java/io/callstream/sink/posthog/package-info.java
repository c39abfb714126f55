/** Ended calls become generations and embeddings of PostHog's, captured in batches. */
@NullMarked
package io.callstream.sink.posthog;

import org.jspecify.annotations.NullMarked;
