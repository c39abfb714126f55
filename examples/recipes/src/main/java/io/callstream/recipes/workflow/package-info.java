/** An answer triggers what comes next. */
@NullMarked
package io.callstream.recipes.workflow;

import org.jspecify.annotations.NullMarked;
