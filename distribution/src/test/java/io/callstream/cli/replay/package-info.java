@NullMarked
package io.callstream.cli.replay;

import org.jspecify.annotations.NullMarked;
