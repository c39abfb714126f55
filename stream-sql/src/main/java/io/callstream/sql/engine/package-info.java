/** Runs statements: one DuckDB session over the topics. */
@NullMarked
package io.callstream.sql.engine;

import org.jspecify.annotations.NullMarked;
