/** What Flink's SQL calls otherwise than DuckDB's. */
@NullMarked
package io.callstream.sql.flink.dialect;

import org.jspecify.annotations.NullMarked;
