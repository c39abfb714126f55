/** Describes, as plain values, what a scripted server answers and when: bytes, pauses, splits and endings. */
@NullMarked
package io.callstream.testing.reply;

import org.jspecify.annotations.NullMarked;
