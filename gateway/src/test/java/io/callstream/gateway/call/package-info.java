/** Tests of what an exchange keeps of a request. */
@NullMarked
package io.callstream.gateway.call;

import org.jspecify.annotations.NullMarked;
