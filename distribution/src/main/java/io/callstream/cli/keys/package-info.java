/** {@code callstream keys} and {@code callstream models}: what is made on a running gateway, and the move from LiteLLM's database. */
@NullMarked
package io.callstream.cli.keys;

import org.jspecify.annotations.NullMarked;
