/** Tests of Vertex AI's accounts. */
@NullMarked
package io.callstream.gateway.dialect.vertex;

import org.jspecify.annotations.NullMarked;
