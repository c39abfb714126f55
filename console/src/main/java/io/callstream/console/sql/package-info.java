/** Questions in SQL, bounded in time, memory and length. */
@NullMarked
package io.callstream.console.sql;

import org.jspecify.annotations.NullMarked;
