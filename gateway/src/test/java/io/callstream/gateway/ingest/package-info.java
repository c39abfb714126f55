/** Tests of reports of other proxies' calls. */
@NullMarked
package io.callstream.gateway.ingest;

import org.jspecify.annotations.NullMarked;
