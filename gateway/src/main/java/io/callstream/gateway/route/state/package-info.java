/** What is known of deployments from the calls to them: process-wide, without locks. */
@NullMarked
package io.callstream.gateway.route.state;

import org.jspecify.annotations.NullMarked;
