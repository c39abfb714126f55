/** Creates and lists the event topics. */
@NullMarked
package io.callstream.cli.topics;

import org.jspecify.annotations.NullMarked;
