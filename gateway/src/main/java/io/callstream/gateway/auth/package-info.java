/** The key that a client presents is looked up. */
@NullMarked
package io.callstream.gateway.auth;

import org.jspecify.annotations.NullMarked;
