@NullMarked
package io.callstream.replay.plan;

import org.jspecify.annotations.NullMarked;
