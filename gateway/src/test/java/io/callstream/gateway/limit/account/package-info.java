@NullMarked
package io.callstream.gateway.limit.account;

import org.jspecify.annotations.NullMarked;
