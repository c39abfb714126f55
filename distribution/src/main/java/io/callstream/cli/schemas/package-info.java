/** Brings this build's schemas to a registry and compares them with what is there. */
@NullMarked
package io.callstream.cli.schemas;

import org.jspecify.annotations.NullMarked;
