/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.sse;

import org.jspecify.annotations.NullMarked;
