package io.callstream.gateway.route;

import io.callstream.gateway.error.GatewayError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt failed.
 *
 * @param retryAfter how long the provider asks to be left alone; null when it does not say
 * @param elapsed since the call's first attempt began
 */
public record AttemptResult(GatewayError error, @Nullable Duration retryAfter, Duration elapsed) {}
