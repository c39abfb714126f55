/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.cache;

import org.jspecify.annotations.NullMarked;
