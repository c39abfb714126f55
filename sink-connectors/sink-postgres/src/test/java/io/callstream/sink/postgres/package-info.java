/** Tests of the postgres sink against the real server. */
@NullMarked
package io.callstream.sink.postgres;

import org.jspecify.annotations.NullMarked;
