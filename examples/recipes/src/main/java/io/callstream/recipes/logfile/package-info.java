/** Each call becomes a line that people read. */
@NullMarked
package io.callstream.recipes.logfile;

import org.jspecify.annotations.NullMarked;
