package io.callstream.cli.keys;

import io.callstream.cli.problem.UserError;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the gateway is, and the key that may manage it. */
final class GatewayAccess {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:4000",
            description = "The gateway (default: http://localhost:4000).")
    private String url = "http://localhost:4000";

    @Option(
            names = "--master-key",
            paramLabel = "KEY",
            defaultValue = "${env:LITELLM_MASTER_KEY}",
            description =
                    "general_settings.master_key, or the key of an administrator. Best in the environment: LITELLM_MASTER_KEY.")
    private @Nullable String masterKey;

    GatewayClient client() {
        if (masterKey == null || masterKey.isBlank()) {
            throw new UserError("the gateway's master key is missing: set LITELLM_MASTER_KEY, or give --master-key");
        }
        try {
            URI base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (base.getHost() == null || !String.valueOf(base.getScheme()).startsWith("http")) {
                throw new IllegalArgumentException("no host");
            }
            return new GatewayClient(base, masterKey);
        } catch (IllegalArgumentException e) {
            throw new UserError("--url " + url + " is no address (expected such as http://localhost:4000)", e);
        }
    }
}
