/** Starts and stops a schema registry that speaks Confluent's REST API. */
@NullMarked
package io.callstream.stack.registry;

import org.jspecify.annotations.NullMarked;
