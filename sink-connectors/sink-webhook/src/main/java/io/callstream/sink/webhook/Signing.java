package io.callstream.sink.webhook;

import io.callstream.settings.Secret;
import io.callstream.sink.http.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a request comes from somebody who knows the secret: HMAC-SHA-256 (RFC 2104) over the body before compression.
 *
 * @param secret signs each request, if there is one
 * @param scheme which headers carry the proof
 */
record Signing(Optional<Secret> secret, Scheme scheme) {
    static final String HEADER = "X-Callstream-Signature";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String STANDARD_PREFIX = "whsec_";

    /** Which headers carry the proof. */
    enum Scheme {
        /** {@link #HEADER}: {@code sha256=} and 64 hex digits. */
        CALLSTREAM,
        /** {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}, as standardwebhooks.com has them. */
        STANDARD_WEBHOOKS
    }

    /** Whether the secret can be used: that of the standard is base64 behind {@code whsec_}. */
    boolean fits() {
        return secret.isEmpty() || scheme == Scheme.CALLSTREAM || key(secret.get()).length > 0;
    }

    /**
     * The message with its proof.
     *
     * @param id names the message; the same for a resend
     * @param now when it is sent, by which receivers refuse old ones
     */
    Message sign(Message message, String id, Instant now) {
        if (secret.isEmpty()) {
            return message;
        }
        Secret known = secret.get();
        if (scheme == Scheme.CALLSTREAM) {
            return message.with(
                    HEADER, "sha256=" + HexFormat.of().formatHex(hmac(utf8(known.reveal()), message.body())));
        }
        String before = id + "." + now.getEpochSecond() + ".";
        String proof = Base64.getEncoder().encodeToString(hmac(key(known), utf8(before), message.body()));
        return message.with("webhook-id", id)
                .with("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .with("webhook-signature", "v1," + proof);
    }

    /** Empty if the secret is not of the standard's shape. */
    private static byte[] key(Secret secret) {
        String text = secret.reveal();
        try {
            return text.startsWith(STANDARD_PREFIX)
                    ? Base64.getDecoder().decode(text.substring(STANDARD_PREFIX.length()))
                    : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0]; // Noted as a problem with the setting, without the text.
        }
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
