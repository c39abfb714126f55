/** Tests of the command line: config. */
@NullMarked
package io.callstream.cli.config;

import org.jspecify.annotations.NullMarked;
