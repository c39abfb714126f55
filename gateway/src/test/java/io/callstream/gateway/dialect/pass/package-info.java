@NullMarked
package io.callstream.gateway.dialect.pass;

import org.jspecify.annotations.NullMarked;
