/** Topics as tables of the query engine: records are decoded while they are read. */
@NullMarked
package io.callstream.sql.scan;

import org.jspecify.annotations.NullMarked;
