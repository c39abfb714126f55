/** Tests of the file sink. */
@NullMarked
package io.callstream.sink.file;

import org.jspecify.annotations.NullMarked;
