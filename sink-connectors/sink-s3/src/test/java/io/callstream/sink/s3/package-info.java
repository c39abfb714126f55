/** The s3 sink against a store that checks signatures. */
@NullMarked
package io.callstream.sink.s3;

import org.jspecify.annotations.NullMarked;
