/** Who asked, how, and which deployment answered, becomes a line of JSON. */
@NullMarked
package io.callstream.recipes.requestinfo;

import org.jspecify.annotations.NullMarked;
