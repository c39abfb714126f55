/** Fixes what a replay delivers before its first event is sent, and counts it. */
@NullMarked
package io.callstream.replay.plan;

import org.jspecify.annotations.NullMarked;
