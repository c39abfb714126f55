@NullMarked
package io.callstream.gateway.dialect.aws;

import org.jspecify.annotations.NullMarked;
