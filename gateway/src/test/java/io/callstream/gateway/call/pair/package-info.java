/** The same conversations through every pair of client API and provider. */
@NullMarked
package io.callstream.gateway.call.pair;

import org.jspecify.annotations.NullMarked;
