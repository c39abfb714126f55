/** A conversation in no provider's form: where every client API and every dialect that translates meet. */
@NullMarked
package io.callstream.gateway.chat;

import org.jspecify.annotations.NullMarked;
