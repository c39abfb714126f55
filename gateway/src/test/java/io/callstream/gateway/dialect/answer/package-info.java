@NullMarked
package io.callstream.gateway.dialect.answer;

import org.jspecify.annotations.NullMarked;
