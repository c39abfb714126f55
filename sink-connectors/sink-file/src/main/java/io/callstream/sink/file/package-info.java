/** Events become lines of JSON in files that survive a crash whole. */
@NullMarked
package io.callstream.sink.file;

import org.jspecify.annotations.NullMarked;
