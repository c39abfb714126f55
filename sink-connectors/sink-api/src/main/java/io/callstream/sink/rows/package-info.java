/** Events become table rows: which event of a call its row shows, and the columns that rows have. */
@NullMarked
package io.callstream.sink.rows;

import org.jspecify.annotations.NullMarked;
