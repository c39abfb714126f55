/** The sink against a Loki that keeps the documented rules. */
@NullMarked
package io.callstream.sink.loki;

import org.jspecify.annotations.NullMarked;
