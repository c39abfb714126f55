@NullMarked
package io.callstream.gateway.limit.shared;

import org.jspecify.annotations.NullMarked;
