/** Reads the records of topics as rows, wherever Flink runs it. */
@NullMarked
package io.callstream.sql.flink.source;

import org.jspecify.annotations.NullMarked;
