/** Tests of the package of the same name. */
@NullMarked
package io.callstream.json;

import org.jspecify.annotations.NullMarked;
