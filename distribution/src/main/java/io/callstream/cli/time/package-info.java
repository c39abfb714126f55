/** Options that name a time. */
@NullMarked
package io.callstream.cli.time;

import org.jspecify.annotations.NullMarked;
