/** Tests of statements over a real broker. */
@NullMarked
package io.callstream.sql.query;

import org.jspecify.annotations.NullMarked;
