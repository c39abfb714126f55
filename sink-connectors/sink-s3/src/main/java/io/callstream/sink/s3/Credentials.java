package io.callstream.sink.s3;

import io.callstream.settings.Secret;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param accessKey the key's public name
 * @param secretKey signs requests; never sent
 * @param sessionToken belongs to keys that end by themselves
 */
public record Credentials(String accessKey, Secret secretKey, Optional<Secret> sessionToken) {}
