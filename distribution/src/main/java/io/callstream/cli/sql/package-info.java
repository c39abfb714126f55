/** Statements over the topics, alone or in a shell. */
@NullMarked
package io.callstream.cli.sql;

import org.jspecify.annotations.NullMarked;
