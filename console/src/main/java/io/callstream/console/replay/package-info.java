/** Past events to a sink again: plans, and the jobs that carry them out. */
@NullMarked
package io.callstream.console.replay;

import org.jspecify.annotations.NullMarked;
