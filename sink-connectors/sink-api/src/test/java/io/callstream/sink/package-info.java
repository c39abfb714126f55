/** Tests of what a sink's author is given. */
@NullMarked
package io.callstream.sink;

import org.jspecify.annotations.NullMarked;
