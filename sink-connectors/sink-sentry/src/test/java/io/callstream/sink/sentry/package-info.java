/** Tests of the sentry sink against a strict fake of its envelope endpoint. */
@NullMarked
package io.callstream.sink.sentry;

import org.jspecify.annotations.NullMarked;
