/** Tests of the honeyhive sink. */
@NullMarked
package io.callstream.sink.honeyhive;

import org.jspecify.annotations.NullMarked;
