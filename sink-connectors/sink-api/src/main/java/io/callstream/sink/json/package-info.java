/** An event becomes JSON: the same shape in files, webhooks and table rows. */
@NullMarked
package io.callstream.sink.json;

import org.jspecify.annotations.NullMarked;
