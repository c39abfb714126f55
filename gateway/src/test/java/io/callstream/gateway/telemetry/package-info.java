/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
