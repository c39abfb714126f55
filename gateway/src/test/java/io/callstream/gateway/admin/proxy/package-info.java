@NullMarked
package io.callstream.gateway.admin.proxy;

import org.jspecify.annotations.NullMarked;
