/** Says what a configuration means and what is wrong with it, without starting anything. */
@NullMarked
package io.callstream.cli.check;

import org.jspecify.annotations.NullMarked;
