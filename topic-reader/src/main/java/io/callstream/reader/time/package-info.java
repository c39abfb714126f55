/** Points in time as people write them on a command line. */
@NullMarked
package io.callstream.reader.time;

import org.jspecify.annotations.NullMarked;
