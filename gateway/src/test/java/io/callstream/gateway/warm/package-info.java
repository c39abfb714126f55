@NullMarked
package io.callstream.gateway.warm;

import org.jspecify.annotations.NullMarked;
