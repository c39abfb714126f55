/** Tests of rows as text. */
@NullMarked
package io.callstream.cli.sink;

import org.jspecify.annotations.NullMarked;
