/** The first minutes of somebody who has just started the product, as they go through the console. */
@NullMarked
package io.callstream.cli.newcomer;

import org.jspecify.annotations.NullMarked;
