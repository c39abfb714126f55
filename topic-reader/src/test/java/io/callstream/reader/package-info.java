/** Tests of ranges that are planned and read. */
@NullMarked
package io.callstream.reader;

import org.jspecify.annotations.NullMarked;
