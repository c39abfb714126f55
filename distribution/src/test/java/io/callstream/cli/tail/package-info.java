/** Tests of what the command line shows: tail. */
@NullMarked
package io.callstream.cli.tail;

import org.jspecify.annotations.NullMarked;
