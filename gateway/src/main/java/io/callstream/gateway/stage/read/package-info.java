/** What is asked for. */
@NullMarked
package io.callstream.gateway.stage.read;

import org.jspecify.annotations.NullMarked;
