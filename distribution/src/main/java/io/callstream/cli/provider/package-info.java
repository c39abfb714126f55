/** Runs the simulated provider as a process of its own. */
@NullMarked
package io.callstream.cli.provider;

import org.jspecify.annotations.NullMarked;
