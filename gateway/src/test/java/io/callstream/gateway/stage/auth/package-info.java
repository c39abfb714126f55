@NullMarked
package io.callstream.gateway.stage.auth;

import org.jspecify.annotations.NullMarked;
