/** How the product's log is written. */
@NullMarked
package io.callstream.cli.log;

import org.jspecify.annotations.NullMarked;
