/** {@code callstream erase}: has what one subject said removed, and says where it was. */
@NullMarked
package io.callstream.cli.erase;

import org.jspecify.annotations.NullMarked;
