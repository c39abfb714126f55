/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.json;

import org.jspecify.annotations.NullMarked;
