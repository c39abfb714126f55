@NullMarked
package io.callstream.replay.job;

import org.jspecify.annotations.NullMarked;
