/** Each call's cost becomes a row of a CSV file. */
@NullMarked
package io.callstream.recipes.costlog;

import org.jspecify.annotations.NullMarked;
