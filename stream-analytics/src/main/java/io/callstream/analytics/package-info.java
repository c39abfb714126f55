/** Analytics: whole calls, spending, figures and alerts. */
@NullMarked
package io.callstream.analytics;

import org.jspecify.annotations.NullMarked;
