@NullMarked
package io.callstream.gateway.route.strategy;

import org.jspecify.annotations.NullMarked;
