/** A call becomes one OpenTelemetry span with the attributes that Langfuse reads. */
@NullMarked
package io.callstream.sink.langfuse;

import org.jspecify.annotations.NullMarked;
