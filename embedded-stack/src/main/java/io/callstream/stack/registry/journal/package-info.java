/** Keeps every change of the registry on disk, in order, and reads them back at the next start. */
@NullMarked
package io.callstream.stack.registry.journal;

import org.jspecify.annotations.NullMarked;
