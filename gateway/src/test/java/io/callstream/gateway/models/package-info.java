/** Tests of the package of the same name. */
@NullMarked
package io.callstream.gateway.models;

import org.jspecify.annotations.NullMarked;
