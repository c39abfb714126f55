/** Reads a bounded range of a topic: where it begins and ends is fixed before the first record is read. */
@NullMarked
package io.callstream.reader;

import org.jspecify.annotations.NullMarked;
