/** One request out, one answer in, read as a verdict: the shared sender of the sinks whose destination speaks HTTP. */
@NullMarked
package io.callstream.sink.http;

import org.jspecify.annotations.NullMarked;
