/** Tests of what the command line shows: topics. */
@NullMarked
package io.callstream.cli.topics;

import org.jspecify.annotations.NullMarked;
