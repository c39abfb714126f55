/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.api.openai;

import org.jspecify.annotations.NullMarked;
