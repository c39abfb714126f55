/** Tests of the package of the same name. */
@NullMarked
package io.callstream.testing.reply;

import org.jspecify.annotations.NullMarked;
