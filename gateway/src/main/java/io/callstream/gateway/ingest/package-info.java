/** Takes in what other proxies report of their calls, and makes the events of it that this gateway's own calls have. */
@NullMarked
package io.callstream.gateway.ingest;

import org.jspecify.annotations.NullMarked;
