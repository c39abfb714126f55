/** Tests of what the command line shows and starts: spend. */
@NullMarked
package io.callstream.cli.spend;

import org.jspecify.annotations.NullMarked;
