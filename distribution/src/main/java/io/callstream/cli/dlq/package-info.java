/** Shows dead letters and decides what becomes of them. */
@NullMarked
package io.callstream.cli.dlq;

import org.jspecify.annotations.NullMarked;
