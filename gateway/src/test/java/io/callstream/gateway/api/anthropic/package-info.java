/** Tests of how the Messages API is read and written. */
@NullMarked
package io.callstream.gateway.api.anthropic;

import org.jspecify.annotations.NullMarked;
