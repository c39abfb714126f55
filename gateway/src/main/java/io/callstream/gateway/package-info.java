/** The LLM gateway as its users start and stop it. */
@NullMarked
package io.callstream.gateway;

import org.jspecify.annotations.NullMarked;
