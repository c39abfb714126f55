/** Tests of the command line. */
@NullMarked
package io.callstream.cli;

import org.jspecify.annotations.NullMarked;
