/** Tests of rows as text. */
@NullMarked
package io.callstream.cli.reference;

import org.jspecify.annotations.NullMarked;
