/** Uses, kills and restarts a real PostgreSQL. */
@NullMarked
package io.callstream.stack.postgres;

import org.jspecify.annotations.NullMarked;
