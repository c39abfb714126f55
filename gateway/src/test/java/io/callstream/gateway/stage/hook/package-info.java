@NullMarked
package io.callstream.gateway.stage.hook;

import org.jspecify.annotations.NullMarked;
