/** The command line: one command with one subcommand for each service and tool. */
@NullMarked
package io.callstream.cli;

import org.jspecify.annotations.NullMarked;
