@NullMarked
package io.callstream.gateway.dialect;

import org.jspecify.annotations.NullMarked;
