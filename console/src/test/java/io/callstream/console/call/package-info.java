@NullMarked
package io.callstream.console.call;

import org.jspecify.annotations.NullMarked;
