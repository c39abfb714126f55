@NullMarked
package io.callstream.replay.run;

import org.jspecify.annotations.NullMarked;
