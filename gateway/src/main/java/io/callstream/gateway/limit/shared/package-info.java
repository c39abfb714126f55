/** Limits that hold over several gateways: what each has used stands in a topic. */
@NullMarked
package io.callstream.gateway.limit.shared;

import org.jspecify.annotations.NullMarked;
