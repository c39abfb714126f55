/** Keys and teams, which the gateway keeps: this asks its management API. */
@NullMarked
package io.callstream.console.keys;

import org.jspecify.annotations.NullMarked;
