/** Lines go to the end of a file, for the recipes that keep one. */
@NullMarked
package io.callstream.recipes.lines;

import org.jspecify.annotations.NullMarked;
