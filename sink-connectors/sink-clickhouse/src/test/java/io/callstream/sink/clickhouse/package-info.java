/** The clickhouse sink against a server that enforces the types of its tables. */
@NullMarked
package io.callstream.sink.clickhouse;

import org.jspecify.annotations.NullMarked;
