/** Text from outside, made safe to show on a terminal. */
@NullMarked
package io.callstream.cli.text;

import org.jspecify.annotations.NullMarked;
