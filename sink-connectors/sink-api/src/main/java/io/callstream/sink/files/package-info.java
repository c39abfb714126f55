/** Files that sinks keep on this machine. */
@NullMarked
package io.callstream.sink.files;

import org.jspecify.annotations.NullMarked;
