/** Answers that are made up. */
@NullMarked
package io.callstream.gateway.stage.mock;

import org.jspecify.annotations.NullMarked;
