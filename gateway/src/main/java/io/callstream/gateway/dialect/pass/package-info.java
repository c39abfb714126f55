/** Addresses that are passed through to, in whatever form they speak. */
@NullMarked
package io.callstream.gateway.dialect.pass;

import org.jspecify.annotations.NullMarked;
