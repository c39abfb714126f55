/** What a request wants of kept answers. */
@NullMarked
package io.callstream.gateway.stage.cache;

import org.jspecify.annotations.NullMarked;
