/** What every server of the embedded stack shares: where it listens, and how it reports a start that cannot succeed. */
@NullMarked
package io.callstream.stack;

import org.jspecify.annotations.NullMarked;
