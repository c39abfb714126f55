/** Tests of what authors of hooks see. */
@NullMarked
package io.callstream.hook;

import org.jspecify.annotations.NullMarked;
