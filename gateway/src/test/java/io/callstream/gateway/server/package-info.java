@NullMarked
package io.callstream.gateway.server;

import org.jspecify.annotations.NullMarked;
