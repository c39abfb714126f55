/** Events become objects in an S3-compatible store, partitioned by kind and day. */
@NullMarked
package io.callstream.sink.s3;

import org.jspecify.annotations.NullMarked;
