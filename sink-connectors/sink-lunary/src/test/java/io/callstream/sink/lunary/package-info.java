/** Tests of the lunary sink. */
@NullMarked
package io.callstream.sink.lunary;

import org.jspecify.annotations.NullMarked;
