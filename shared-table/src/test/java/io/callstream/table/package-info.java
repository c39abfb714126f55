/** Tables that are shared, and one in memory for the tests of others. */
@NullMarked
package io.callstream.table;

import org.jspecify.annotations.NullMarked;
