@NullMarked
package io.callstream.gateway.dialect.responses;

import org.jspecify.annotations.NullMarked;
