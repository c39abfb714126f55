/** Carries a planned replay out. */
@NullMarked
package io.callstream.replay.run;

import org.jspecify.annotations.NullMarked;
