/** Tests of the shared sender. */
@NullMarked
package io.callstream.sink.http;

import org.jspecify.annotations.NullMarked;
