/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.usage;

import org.jspecify.annotations.NullMarked;
