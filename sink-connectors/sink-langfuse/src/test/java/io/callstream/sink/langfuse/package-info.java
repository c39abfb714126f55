/** Tests of the langfuse sink against a strict fake of its OTLP endpoint. */
@NullMarked
package io.callstream.sink.langfuse;

import org.jspecify.annotations.NullMarked;
