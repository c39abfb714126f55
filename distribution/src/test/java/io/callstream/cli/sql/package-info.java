/** Tests of statements over topics. */
@NullMarked
package io.callstream.cli.sql;

import org.jspecify.annotations.NullMarked;
