/** Tests of erasures, over the whole path. */
@NullMarked
package io.callstream.cli.erase;

import org.jspecify.annotations.NullMarked;
