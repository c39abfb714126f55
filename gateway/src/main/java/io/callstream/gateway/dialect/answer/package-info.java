/** What answers of all dialects have in common. */
@NullMarked
package io.callstream.gateway.dialect.answer;

import org.jspecify.annotations.NullMarked;
