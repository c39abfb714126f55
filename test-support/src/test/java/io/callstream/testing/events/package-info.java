/** Tests of the package of the same name. */
@NullMarked
package io.callstream.testing.events;

import org.jspecify.annotations.NullMarked;
