/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.config;

import org.jspecify.annotations.NullMarked;
