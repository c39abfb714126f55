/** The forms that providers speak; the only place that names them. */
@NullMarked
package io.callstream.gateway.dialect;

import org.jspecify.annotations.NullMarked;
