/** Translates between Confluent's REST API and the catalog. */
@NullMarked
package io.callstream.stack.registry.rest;

import org.jspecify.annotations.NullMarked;
