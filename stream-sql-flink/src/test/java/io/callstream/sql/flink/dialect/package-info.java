/** Tests of what statements become. */
@NullMarked
package io.callstream.sql.flink.dialect;

import org.jspecify.annotations.NullMarked;
