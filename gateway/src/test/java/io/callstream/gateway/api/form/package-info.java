/** Tests of forms. */
@NullMarked
package io.callstream.gateway.api.form;

import org.jspecify.annotations.NullMarked;
