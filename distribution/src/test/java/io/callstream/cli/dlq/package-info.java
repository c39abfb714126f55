/** Tests of dead letters on the command line. */
@NullMarked
package io.callstream.cli.dlq;

import org.jspecify.annotations.NullMarked;
