/** Each recipe passes the tests that every sink must pass. */
@NullMarked
package io.callstream.recipes;

import org.jspecify.annotations.NullMarked;
