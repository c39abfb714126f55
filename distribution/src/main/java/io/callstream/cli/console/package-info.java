/** {@code callstream console}. */
@NullMarked
package io.callstream.cli.console;

import org.jspecify.annotations.NullMarked;
