/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.error;

import org.jspecify.annotations.NullMarked;
