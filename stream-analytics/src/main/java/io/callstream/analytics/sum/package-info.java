/** How amounts are added up. */
@NullMarked
package io.callstream.analytics.sum;

import org.jspecify.annotations.NullMarked;
