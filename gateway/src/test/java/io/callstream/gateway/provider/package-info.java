/** What keeps secrets and odd headers from clients. */
@NullMarked
package io.callstream.gateway.provider;

import org.jspecify.annotations.NullMarked;
