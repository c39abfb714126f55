/** Runs sinks, alone or as a part of everything. */
@NullMarked
package io.callstream.cli.sink;

import org.jspecify.annotations.NullMarked;
