/** Kills whole JVMs with servers of the stack in them, and looks what is left. */
@NullMarked
package io.callstream.stack;

import org.jspecify.annotations.NullMarked;
