/** Tests of shipping against a real broker and against producers that fail on purpose. */
@NullMarked
package io.callstream.spool.ship;

import org.jspecify.annotations.NullMarked;
