/** Tests of the JSON shape of events. */
@NullMarked
package io.callstream.sink.json;

import org.jspecify.annotations.NullMarked;
