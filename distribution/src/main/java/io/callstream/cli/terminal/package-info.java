/** What this process's input and output are connected to. */
@NullMarked
package io.callstream.cli.terminal;

import org.jspecify.annotations.NullMarked;
