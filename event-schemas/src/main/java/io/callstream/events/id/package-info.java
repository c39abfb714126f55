/** How calls, events and spans are named; every name is derived once and never changes on a resend. */
@NullMarked
package io.callstream.events.id;

import org.jspecify.annotations.NullMarked;
