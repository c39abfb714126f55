/** Templates with statements of Jinja: conditions and loops, in a small interpreter with bounds. */
@NullMarked
package io.callstream.gateway.prompt.statement;

import org.jspecify.annotations.NullMarked;
