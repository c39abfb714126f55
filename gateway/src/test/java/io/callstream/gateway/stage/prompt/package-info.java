@NullMarked
package io.callstream.gateway.stage.prompt;

import org.jspecify.annotations.NullMarked;
