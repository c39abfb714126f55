/** Tests of statements over a real broker. */
@NullMarked
package io.callstream.sql.engine;

import org.jspecify.annotations.NullMarked;
