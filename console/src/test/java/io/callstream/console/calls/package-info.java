@NullMarked
package io.callstream.console.calls;

import org.jspecify.annotations.NullMarked;
