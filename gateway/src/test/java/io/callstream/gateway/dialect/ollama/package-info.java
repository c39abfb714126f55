/** Tests of Ollama's own API. */
@NullMarked
package io.callstream.gateway.dialect.ollama;

import org.jspecify.annotations.NullMarked;
