/** Functions that Flink does not have. */
@NullMarked
package io.callstream.sql.flink.function;

import org.jspecify.annotations.NullMarked;
