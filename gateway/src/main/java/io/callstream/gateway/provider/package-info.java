/** Requests and answers are put into the words of OpenAI's dialect, without touching more bytes than needed. */
@NullMarked
package io.callstream.gateway.provider;

import org.jspecify.annotations.NullMarked;
