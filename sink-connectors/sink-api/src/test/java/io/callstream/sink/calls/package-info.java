/** Tests of ended calls. */
@NullMarked
package io.callstream.sink.calls;

import org.jspecify.annotations.NullMarked;
