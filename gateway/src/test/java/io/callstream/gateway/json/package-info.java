/** Tests of what is found in JSON and other texts. */
@NullMarked
package io.callstream.gateway.json;

import org.jspecify.annotations.NullMarked;
