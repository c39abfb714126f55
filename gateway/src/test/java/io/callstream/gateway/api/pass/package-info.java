/** Tests of forms. */
@NullMarked
package io.callstream.gateway.api.pass;

import org.jspecify.annotations.NullMarked;
