/** Takes events out of the topics, into files by day. */
@NullMarked
package io.callstream.cli.export;

import org.jspecify.annotations.NullMarked;
