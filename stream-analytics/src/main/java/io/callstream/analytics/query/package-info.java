/** Answers questions from the stores, over HTTP. */
@NullMarked
package io.callstream.analytics.query;

import org.jspecify.annotations.NullMarked;
