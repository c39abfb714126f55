/** Tests of functions by themselves. */
@NullMarked
package io.callstream.sql.flink.function;

import org.jspecify.annotations.NullMarked;
