/** What the gateway says about itself: health, metrics, models. */
@NullMarked
package io.callstream.gateway.admin;

import org.jspecify.annotations.NullMarked;
