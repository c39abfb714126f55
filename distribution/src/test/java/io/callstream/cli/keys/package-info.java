@NullMarked
package io.callstream.cli.keys;

import org.jspecify.annotations.NullMarked;
