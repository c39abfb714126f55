/** What the author of a request hook sees: code of others that looks at calls before, or while, a provider is asked. */
@NullMarked
package io.callstream.hook;

import org.jspecify.annotations.NullMarked;
