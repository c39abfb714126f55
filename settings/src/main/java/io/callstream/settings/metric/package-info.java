/** What every service states of its metrics, and the rows of the reference that come of it. */
@NullMarked
package io.callstream.settings.metric;

import org.jspecify.annotations.NullMarked;
