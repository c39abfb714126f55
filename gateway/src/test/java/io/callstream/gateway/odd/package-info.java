/** JSON as nobody should write it and somebody does: for tests of whatever reads JSON of others. */
@NullMarked
package io.callstream.gateway.odd;

import org.jspecify.annotations.NullMarked;
