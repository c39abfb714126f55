@NullMarked
package io.callstream.gateway.dialect.request;

import org.jspecify.annotations.NullMarked;
