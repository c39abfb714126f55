/** Tests of statements in Flink over a real broker and registry. */
@NullMarked
package io.callstream.sql.flink;

import org.jspecify.annotations.NullMarked;
