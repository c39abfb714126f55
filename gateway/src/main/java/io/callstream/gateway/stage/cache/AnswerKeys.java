package io.callstream.gateway.stage.cache;

import io.callstream.gateway.cache.AnswerKey;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.CacheConfig.Scope;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names that answers are kept under: the same for calls that may be given each other's answers. */
record AnswerKeys(Scope scope) {
    private static final String VERSION = "1";

    /** @param call whose request has been read; names of models that only its key knows are taken for what they mean */
    AnswerKey of(String namespace, Operation operation, PendingCall call) {
        MessageDigest digest = sha256();
        ApiRequest asked = Objects.requireNonNull(call.asked(), "a request that was not read");
        text(digest, VERSION);
        text(digest, operation.callType());
        text(digest, String.valueOf(call.model()));
        text(digest, namespace);
        text(digest, owner(call.key()));
        asked.identify(digest);
        return new AnswerKey(namespace, HexFormat.of().formatHex(digest.digest()));
    }

    /** A key without a team is in no team with others. */
    private String owner(@Nullable ApiKey key) {
        if (scope == Scope.ALL) {
            return "";
        }
        if (key == null) {
            return "nobody";
        }
        String team = key.teamId();
        return scope == Scope.TEAM && team != null
                ? "team " + team
                : "key " + key.hash().hex();
    }

    private static void text(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
