/** What providers are not to see. */
@NullMarked
package io.callstream.gateway.stage.redact;

import org.jspecify.annotations.NullMarked;
