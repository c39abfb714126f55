/** Ended calls become logs of Athina's, one a request. */
@NullMarked
package io.callstream.sink.athina;

import org.jspecify.annotations.NullMarked;
