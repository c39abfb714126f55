/** Tests of what is taken out of texts. */
@NullMarked
package io.callstream.gateway.redact;

import org.jspecify.annotations.NullMarked;
