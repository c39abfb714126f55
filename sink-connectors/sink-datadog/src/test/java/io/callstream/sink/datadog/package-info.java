/** Tests of the datadog sinks. */
@NullMarked
package io.callstream.sink.datadog;

import org.jspecify.annotations.NullMarked;
