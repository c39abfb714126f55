/** Objects as the tools read them that they are made for. */
@NullMarked
package io.callstream.sink.objects;

import org.jspecify.annotations.NullMarked;
