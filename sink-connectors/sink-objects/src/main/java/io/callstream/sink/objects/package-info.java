/** Events become objects of many events, each of one kind and day: files in a folder, or in a store. */
@NullMarked
package io.callstream.sink.objects;

import org.jspecify.annotations.NullMarked;
