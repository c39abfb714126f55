/** Tests of files that are made of topics. */
@NullMarked
package io.callstream.cli.export;

import org.jspecify.annotations.NullMarked;
