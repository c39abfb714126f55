/** Each call becomes a row of a PostgreSQL table. */
@NullMarked
package io.callstream.recipes.database;

import org.jspecify.annotations.NullMarked;
