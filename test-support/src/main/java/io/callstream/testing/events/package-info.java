/** Builds valid, plausible events for tests: the same ones on every run. */
@NullMarked
package io.callstream.testing.events;

import org.jspecify.annotations.NullMarked;
