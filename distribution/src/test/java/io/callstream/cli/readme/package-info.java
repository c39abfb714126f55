/** The commands that README.md gives are run as it gives them. */
@NullMarked
package io.callstream.cli.readme;

import org.jspecify.annotations.NullMarked;
