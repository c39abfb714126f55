/** Tests of this package. */
@NullMarked
package io.callstream.sink.otlp.genai;

import org.jspecify.annotations.NullMarked;
