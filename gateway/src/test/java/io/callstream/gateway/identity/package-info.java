@NullMarked
package io.callstream.gateway.identity;

import org.jspecify.annotations.NullMarked;
