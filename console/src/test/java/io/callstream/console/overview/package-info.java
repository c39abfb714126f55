@NullMarked
package io.callstream.console.overview;

import org.jspecify.annotations.NullMarked;
