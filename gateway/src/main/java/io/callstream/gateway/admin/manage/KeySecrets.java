package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.KeyHash;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Keys as people hold them. Only their hash is kept. */
final class KeySecrets {
    private static final String PREFIX = "sk-";
    private static final int RANDOM_BYTES = 24;
    private static final int SHOWN = 4;
    private static final char LAST_VISIBLE = '~';

    private KeySecrets() {}

    /** @param random must be fit for secrets; used by several threads */
    static String make(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As LiteLLM takes them. @throws ManagementException if it is none */
    static String chosen(String key) {
        if (!key.startsWith(PREFIX) || key.length() < 2 * SHOWN + PREFIX.length()) {
            throw ManagementException.bad(
                    "Invalid key format. LiteLLM Virtual Key must start with 'sk-' and have 8 characters behind it.",
                    "key");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c <= LAST_VISIBLE)) {
            throw ManagementException.bad(
                    "Invalid key format. A key has visible ASCII characters alone: a header could not carry others.",
                    "key");
        }
        return key;
    }

    /** What is shown of it ever after. */
    static String name(String key) {
        return PREFIX + "..." + key.substring(key.length() - SHOWN);
    }

    /** The hash of a key that is named by itself or by its hash. */
    static String hash(String keyOrHash) {
        return (KeyHash.is(keyOrHash) ? new KeyHash(keyOrHash) : KeyHash.of(keyOrHash)).hex();
    }
}
