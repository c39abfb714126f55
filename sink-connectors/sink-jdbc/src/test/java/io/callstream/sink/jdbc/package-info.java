/** Tests of what the sinks of SQL databases share. */
@NullMarked
package io.callstream.sink.jdbc;

import org.jspecify.annotations.NullMarked;
