/** AWS's framing of streams (application/vnd.amazon.eventstream), after smithy.io/2.0/aws/amazon-eventstream, read in November 2026. */
@NullMarked
package io.callstream.gateway.eventstream;

import org.jspecify.annotations.NullMarked;
