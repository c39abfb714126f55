/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.event;

import org.jspecify.annotations.NullMarked;
