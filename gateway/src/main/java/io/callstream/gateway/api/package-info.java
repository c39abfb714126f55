/** The caller's side: which form a request has, and what its answers and errors look like. */
@NullMarked
package io.callstream.gateway.api;

import org.jspecify.annotations.NullMarked;
