@NullMarked
package io.callstream.gateway.limit;

import org.jspecify.annotations.NullMarked;
