package io.callstream.gateway.credential;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credentials and their end.
 *
 * @param until when they end; null when that is not known, so that they are good until other ones are fetched
 */
public record Minted<T>(T credentials, @Nullable Instant until) {}
