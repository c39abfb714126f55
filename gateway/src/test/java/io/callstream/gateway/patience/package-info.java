/** Buffers that nobody released fail the test class in which that shows. */
@NullMarked
package io.callstream.gateway.patience;

import org.jspecify.annotations.NullMarked;
