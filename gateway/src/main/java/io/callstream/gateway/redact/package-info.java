/** What is taken out of texts before they are recorded: what is looked for, and how JSON stays JSON. */
@NullMarked
package io.callstream.gateway.redact;

import org.jspecify.annotations.NullMarked;
