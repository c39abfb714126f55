/** Rules of alerts: what they look at, and which calls they are about. */
@NullMarked
package io.callstream.analytics.rule;

import org.jspecify.annotations.NullMarked;
