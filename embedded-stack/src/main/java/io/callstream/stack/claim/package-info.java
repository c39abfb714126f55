/** Takes a data folder or a port for one server, so that a second one fails with a clear reason. */
@NullMarked
package io.callstream.stack.claim;

import org.jspecify.annotations.NullMarked;
