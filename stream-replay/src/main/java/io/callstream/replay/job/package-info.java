/** What is known of replay jobs, kept in a topic of their own. */
@NullMarked
package io.callstream.replay.job;

import org.jspecify.annotations.NullMarked;
