/** Judges the registry by Confluent's own client, and by plain HTTP where that client has no method. */
@NullMarked
package io.callstream.stack.registry;

import org.jspecify.annotations.NullMarked;
