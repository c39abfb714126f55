@NullMarked
package io.callstream.gateway.route.state;

import org.jspecify.annotations.NullMarked;
