/** Whose calls are erased, and which records are theirs. */
@NullMarked
package io.callstream.events.erasure;

import org.jspecify.annotations.NullMarked;
