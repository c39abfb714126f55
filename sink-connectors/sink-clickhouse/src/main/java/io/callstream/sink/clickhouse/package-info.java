/** Events become rows of ClickHouse tables that merge to one per call and one per chunk. */
@NullMarked
package io.callstream.sink.clickhouse;

import org.jspecify.annotations.NullMarked;
