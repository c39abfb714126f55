/** Pages of the documentation that are made of the code. */
@NullMarked
package io.callstream.testing.docs;

import org.jspecify.annotations.NullMarked;
