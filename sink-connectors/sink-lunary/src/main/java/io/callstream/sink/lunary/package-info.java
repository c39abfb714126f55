/** Ended calls become runs of Lunary's: a start and an end or error, told together. */
@NullMarked
package io.callstream.sink.lunary;

import org.jspecify.annotations.NullMarked;
