/** What requests of all dialects have in common: heads, and what a deployment says in the body. */
@NullMarked
package io.callstream.gateway.dialect.request;

import org.jspecify.annotations.NullMarked;
