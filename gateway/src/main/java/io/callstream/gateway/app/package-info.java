/** The gateway is put together here, and nowhere else. */
@NullMarked
package io.callstream.gateway.app;

import org.jspecify.annotations.NullMarked;
