/** Credentials in texts of any kind, and texts as bytes. */
@NullMarked
package io.callstream.gateway.json;

import org.jspecify.annotations.NullMarked;
