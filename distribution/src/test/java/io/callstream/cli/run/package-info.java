/** Tests of the command line: run. */
@NullMarked
package io.callstream.cli.run;

import org.jspecify.annotations.NullMarked;
