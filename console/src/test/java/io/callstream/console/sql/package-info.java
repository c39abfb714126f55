@NullMarked
package io.callstream.console.sql;

import org.jspecify.annotations.NullMarked;
