/** Tests of what all tables of calls have in common. */
@NullMarked
package io.callstream.sink.rows;

import org.jspecify.annotations.NullMarked;
