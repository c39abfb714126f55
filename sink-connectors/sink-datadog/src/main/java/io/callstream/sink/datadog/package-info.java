/** Calls become logs or LLM Observability spans, within Datadog's limits, and go to one of its intakes. */
@NullMarked
package io.callstream.sink.datadog;

import org.jspecify.annotations.NullMarked;
