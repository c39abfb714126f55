@NullMarked
package io.callstream.sink.failure;

import org.jspecify.annotations.NullMarked;
