/** What was being delivered when the process died is found again at the next start. */
@NullMarked
package io.callstream.sink.runtime.crash;

import org.jspecify.annotations.NullMarked;
