/** Runs analytics, alone or as a part of everything. */
@NullMarked
package io.callstream.cli.analytics;

import org.jspecify.annotations.NullMarked;
