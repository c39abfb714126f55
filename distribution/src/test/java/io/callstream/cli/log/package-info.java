/** Tests of the log's formats. */
@NullMarked
package io.callstream.cli.log;

import org.jspecify.annotations.NullMarked;
