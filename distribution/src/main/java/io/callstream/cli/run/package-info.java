/** Keeps services running until they are asked to end, and tells the outside when they are ready. */
@NullMarked
package io.callstream.cli.run;

import org.jspecify.annotations.NullMarked;
