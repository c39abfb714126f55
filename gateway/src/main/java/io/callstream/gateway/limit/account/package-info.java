/** Counts what subjects of limits have used, in this gateway and in others. */
@NullMarked
package io.callstream.gateway.limit.account;

import org.jspecify.annotations.NullMarked;
