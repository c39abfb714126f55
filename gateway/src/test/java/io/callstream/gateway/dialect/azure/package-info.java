@NullMarked
package io.callstream.gateway.dialect.azure;

import org.jspecify.annotations.NullMarked;
