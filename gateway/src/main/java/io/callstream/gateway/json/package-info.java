/** Requests and answers are scanned as bytes for the few fields that the gateway needs. */
@NullMarked
package io.callstream.gateway.json;

import org.jspecify.annotations.NullMarked;
