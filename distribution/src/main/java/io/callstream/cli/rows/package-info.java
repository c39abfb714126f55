/** Rows of a result as text: tables for people, CSV and JSON for programs. */
@NullMarked
package io.callstream.cli.rows;

import org.jspecify.annotations.NullMarked;
