/** Shows events as they arrive on the topics. */
@NullMarked
package io.callstream.cli.tail;

import org.jspecify.annotations.NullMarked;
