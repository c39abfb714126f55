/** Tests of this package. */
@NullMarked
package io.callstream.sink.otlp.export;

import org.jspecify.annotations.NullMarked;
