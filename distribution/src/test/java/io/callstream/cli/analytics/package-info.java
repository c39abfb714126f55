/** Tests of what the command line shows and starts: analytics. */
@NullMarked
package io.callstream.cli.analytics;

import org.jspecify.annotations.NullMarked;
