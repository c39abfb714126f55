/** A failed call becomes one Sentry event, with the calls and attempts before it as breadcrumbs. */
@NullMarked
package io.callstream.sink.sentry;

import org.jspecify.annotations.NullMarked;
