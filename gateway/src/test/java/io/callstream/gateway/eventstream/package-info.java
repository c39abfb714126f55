@NullMarked
package io.callstream.gateway.eventstream;

import org.jspecify.annotations.NullMarked;
