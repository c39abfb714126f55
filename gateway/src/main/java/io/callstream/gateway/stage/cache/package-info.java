/** Whether somebody else's answer will do. */
@NullMarked
package io.callstream.gateway.stage.cache;

import org.jspecify.annotations.NullMarked;
