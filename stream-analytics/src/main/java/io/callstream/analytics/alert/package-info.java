/** Looks whether rules hold, and tells when they begin to and cease to. */
@NullMarked
package io.callstream.analytics.alert;

import org.jspecify.annotations.NullMarked;
