@NullMarked
package io.callstream.gateway.usage.token;

import org.jspecify.annotations.NullMarked;
