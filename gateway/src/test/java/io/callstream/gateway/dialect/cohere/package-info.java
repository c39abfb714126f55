/** Tests of Cohere's API. */
@NullMarked
package io.callstream.gateway.dialect.cohere;

import org.jspecify.annotations.NullMarked;
