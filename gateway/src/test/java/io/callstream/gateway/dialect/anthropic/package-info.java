@NullMarked
package io.callstream.gateway.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
