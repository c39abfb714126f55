/** Reads {@code config.yaml} strictly: every problem is named with its key, and all are reported at once. */
@NullMarked
package io.callstream.settings;

import org.jspecify.annotations.NullMarked;
