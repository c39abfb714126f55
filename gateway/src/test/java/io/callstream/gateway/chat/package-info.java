/** Tests of how requests for chats are read. */
@NullMarked
package io.callstream.gateway.chat;

import org.jspecify.annotations.NullMarked;
