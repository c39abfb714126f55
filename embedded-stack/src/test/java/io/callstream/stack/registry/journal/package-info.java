/** Cuts and damages the registry's journal. */
@NullMarked
package io.callstream.stack.registry.journal;

import org.jspecify.annotations.NullMarked;
