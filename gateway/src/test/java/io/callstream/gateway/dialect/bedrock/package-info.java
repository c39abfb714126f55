@NullMarked
package io.callstream.gateway.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
