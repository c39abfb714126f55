package io.callstream.testing.provider;

import org.jspecify.annotations.Nullable;

/**
 * How a simulated provider runs.
 *
 * @param port 0 picks a free one
 * @param apiKey the bearer token it asks for; null asks for none
 * @param threads event loops
 * @param remembered how many calls the ledger keeps, the oldest leave first; 0 keeps none, for load
 */
public record ProviderOptions(
        String host, int port, @Nullable String apiKey, int threads, int remembered) {
    private static final int REMEMBERED = 1000;

    public ProviderOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " (expected 0 to 65535)");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " (expected at least 1)");
        }
    }

    /** Loopback, a free port, no key, one event loop, a ledger of 1000 calls: for tests. */
    public static ProviderOptions forTests() {
        return new ProviderOptions("127.0.0.1", 0, null, 1, REMEMBERED);
    }

    public ProviderOptions withApiKey(String key) {
        return new ProviderOptions(host, port, key, threads, remembered);
    }
}
