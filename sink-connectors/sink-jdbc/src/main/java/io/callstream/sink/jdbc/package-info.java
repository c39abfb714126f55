/** What the sinks of SQL databases share: where the database is, how to connect, what went wrong. */
@NullMarked
package io.callstream.sink.jdbc;

import org.jspecify.annotations.NullMarked;
