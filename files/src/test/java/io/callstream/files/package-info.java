/** Tests of the package of the same name. */
@NullMarked
package io.callstream.files;

import org.jspecify.annotations.NullMarked;
