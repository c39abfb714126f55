/** Whose calls are erased, as the topic of erasures says. */
@NullMarked
package io.callstream.reader.erasure;

import org.jspecify.annotations.NullMarked;
