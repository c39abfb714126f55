@NullMarked
package io.callstream.console.run;

import org.jspecify.annotations.NullMarked;
