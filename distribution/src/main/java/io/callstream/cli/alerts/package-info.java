/** Who hears of alerts. */
@NullMarked
package io.callstream.cli.alerts;

import org.jspecify.annotations.NullMarked;
