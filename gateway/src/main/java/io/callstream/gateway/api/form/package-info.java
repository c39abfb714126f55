/** Requests that are forms with files ({@code multipart/form-data}), read in place. */
@NullMarked
package io.callstream.gateway.api.form;

import org.jspecify.annotations.NullMarked;
