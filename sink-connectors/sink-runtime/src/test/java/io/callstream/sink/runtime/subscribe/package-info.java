@NullMarked
package io.callstream.sink.runtime.subscribe;

import org.jspecify.annotations.NullMarked;
