/** The ledger of what calls cost. */
@NullMarked
package io.callstream.analytics.spend;

import org.jspecify.annotations.NullMarked;
