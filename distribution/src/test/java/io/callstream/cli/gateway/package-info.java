/** Tests of what the command line gives a gateway. */
@NullMarked
package io.callstream.cli.gateway;

import org.jspecify.annotations.NullMarked;
