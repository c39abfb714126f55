/** Tests of rows as text. */
@NullMarked
package io.callstream.cli.rows;

import org.jspecify.annotations.NullMarked;
