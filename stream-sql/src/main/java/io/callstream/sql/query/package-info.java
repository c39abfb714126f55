/** What statements and their answers are, whichever engine runs them. */
@NullMarked
package io.callstream.sql.query;

import org.jspecify.annotations.NullMarked;
