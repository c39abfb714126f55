/** Requests that are for no model: files, batches, and whatever is passed through to a provider or to an address of the configuration. */
@NullMarked
package io.callstream.gateway.api.pass;

import org.jspecify.annotations.NullMarked;
