/** Events become rows of MySQL and MariaDB tables: one per call, brought up to date by its events, and one per chunk. */
@NullMarked
package io.callstream.sink.mysql;

import org.jspecify.annotations.NullMarked;
