/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.admin;

import org.jspecify.annotations.NullMarked;
