/** Tests of this package. */
@NullMarked
package io.callstream.sink.otlp.span;

import org.jspecify.annotations.NullMarked;
