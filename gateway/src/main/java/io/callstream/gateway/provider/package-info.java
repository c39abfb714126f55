/** Deployments as something to send requests to, and what client APIs and dialects of providers share. */
@NullMarked
package io.callstream.gateway.provider;

import org.jspecify.annotations.NullMarked;
