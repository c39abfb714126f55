@NullMarked
package io.callstream.console.sinks;

import org.jspecify.annotations.NullMarked;
