@NullMarked
package io.callstream.gateway.dialect.gemini;

import org.jspecify.annotations.NullMarked;
