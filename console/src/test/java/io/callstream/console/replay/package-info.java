@NullMarked
package io.callstream.console.replay;

import org.jspecify.annotations.NullMarked;
