/** Tests of what is known of erasures. */
@NullMarked
package io.callstream.reader.erasure;

import org.jspecify.annotations.NullMarked;
