/** Tests of files that sinks keep. */
@NullMarked
package io.callstream.sink.files;

import org.jspecify.annotations.NullMarked;
