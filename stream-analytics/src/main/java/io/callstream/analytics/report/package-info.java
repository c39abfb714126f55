/** Adds up the ledger for people. */
@NullMarked
package io.callstream.analytics.report;

import org.jspecify.annotations.NullMarked;
