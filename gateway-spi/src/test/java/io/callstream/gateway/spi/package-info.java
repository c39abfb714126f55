/** Tests of what authors of hooks see. */
@NullMarked
package io.callstream.gateway.spi;

import org.jspecify.annotations.NullMarked;
