/** What calls have cost. */
@NullMarked
package io.callstream.cli.spend;

import org.jspecify.annotations.NullMarked;
