/** Turns what goes wrong into one clear line and an exit status. */
@NullMarked
package io.callstream.cli.problem;

import org.jspecify.annotations.NullMarked;
