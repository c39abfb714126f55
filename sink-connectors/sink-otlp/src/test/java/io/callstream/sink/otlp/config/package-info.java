/** Tests of this package. */
@NullMarked
package io.callstream.sink.otlp.config;

import org.jspecify.annotations.NullMarked;
