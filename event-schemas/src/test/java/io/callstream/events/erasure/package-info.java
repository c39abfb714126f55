/** Tests of whose records are erased. */
@NullMarked
package io.callstream.events.erasure;

import org.jspecify.annotations.NullMarked;
