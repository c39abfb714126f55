/** Tests of topics that are made. */
@NullMarked
package io.callstream.reader.topic;

import org.jspecify.annotations.NullMarked;
