/** Runs the gateway, alone or as a part of everything. */
@NullMarked
package io.callstream.cli.gateway;

import org.jspecify.annotations.NullMarked;
