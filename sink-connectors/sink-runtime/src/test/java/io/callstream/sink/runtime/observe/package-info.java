/** Tries what people and supervisors see of a sink. */
@NullMarked
package io.callstream.sink.runtime.observe;

import org.jspecify.annotations.NullMarked;
