/** Tests of the package of the same name. */
@NullMarked
package io.callstream.testing.openai;

import org.jspecify.annotations.NullMarked;
