/** What tables there are, and their columns: all of it follows from the schemas. */
@NullMarked
package io.callstream.sql.table;

import org.jspecify.annotations.NullMarked;
