/** Tests of the command line: up. */
@NullMarked
package io.callstream.cli.up;

import org.jspecify.annotations.NullMarked;
