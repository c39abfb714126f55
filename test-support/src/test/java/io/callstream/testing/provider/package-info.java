/** Tests of the package of the same name. */
@NullMarked
package io.callstream.testing.provider;

import org.jspecify.annotations.NullMarked;
