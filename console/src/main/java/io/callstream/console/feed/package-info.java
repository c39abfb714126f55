/** What goes over the topics now, read once for everybody who looks. */
@NullMarked
package io.callstream.console.feed;

import org.jspecify.annotations.NullMarked;
