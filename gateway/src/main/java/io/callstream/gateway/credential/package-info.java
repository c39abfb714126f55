/** Credentials that have to be fetched and end: fetched off the event loops, ahead of their end, by one at a time. */
@NullMarked
package io.callstream.gateway.credential;

import org.jspecify.annotations.NullMarked;
