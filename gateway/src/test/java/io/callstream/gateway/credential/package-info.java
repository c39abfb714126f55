@NullMarked
package io.callstream.gateway.credential;

import org.jspecify.annotations.NullMarked;
