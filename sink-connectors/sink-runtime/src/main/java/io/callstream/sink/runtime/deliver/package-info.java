/** Brings one batch to a sink and sees it through to its end. Knows no Kafka, so that replay and tests use it too. */
@NullMarked
package io.callstream.sink.runtime.deliver;

import org.jspecify.annotations.NullMarked;
