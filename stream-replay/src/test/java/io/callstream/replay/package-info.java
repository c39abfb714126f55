@NullMarked
package io.callstream.replay;

import org.jspecify.annotations.NullMarked;
