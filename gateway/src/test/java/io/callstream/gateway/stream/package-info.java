/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.stream;

import org.jspecify.annotations.NullMarked;
