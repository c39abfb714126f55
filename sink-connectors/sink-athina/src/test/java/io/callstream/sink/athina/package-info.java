/** Tests of the athina sink. */
@NullMarked
package io.callstream.sink.athina;

import org.jspecify.annotations.NullMarked;
