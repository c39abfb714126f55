/** Figures over time: calls, errors, cost, latency; who spends; what is alarming. */
@NullMarked
package io.callstream.console.overview;

import org.jspecify.annotations.NullMarked;
