/** Tests of how callers are admitted. */
@NullMarked
package io.callstream.gateway.auth;

import org.jspecify.annotations.NullMarked;
