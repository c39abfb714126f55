/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.api.responses;

import org.jspecify.annotations.NullMarked;
