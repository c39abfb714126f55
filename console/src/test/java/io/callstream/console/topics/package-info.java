@NullMarked
package io.callstream.console.topics;

import org.jspecify.annotations.NullMarked;
