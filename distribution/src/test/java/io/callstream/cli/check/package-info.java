/** Tests of what the command line says of a configuration. */
@NullMarked
package io.callstream.cli.check;

import org.jspecify.annotations.NullMarked;
