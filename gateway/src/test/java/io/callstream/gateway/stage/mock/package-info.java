@NullMarked
package io.callstream.gateway.stage.mock;

import org.jspecify.annotations.NullMarked;
