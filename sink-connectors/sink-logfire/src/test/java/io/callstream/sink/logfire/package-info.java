/** The sink against a destination that keeps the documented rules. */
@NullMarked
package io.callstream.sink.logfire;

import org.jspecify.annotations.NullMarked;
