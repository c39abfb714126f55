/** The tables as Flink sees them. */
@NullMarked
package io.callstream.sql.flink.catalog;

import org.jspecify.annotations.NullMarked;
