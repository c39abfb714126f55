/** Tests of what the command line shows: text. */
@NullMarked
package io.callstream.cli.text;

import org.jspecify.annotations.NullMarked;
