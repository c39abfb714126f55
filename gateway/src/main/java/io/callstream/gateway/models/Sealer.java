package io.callstream.gateway.models;

import io.callstream.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets with a key that is derived from the salt, so that who has the topic, or a copy of it, has to try salts one by one. Where a
 * secret stands is bound in: it cannot be put under another model. Safe for all threads.
 *
 * <pre>base64 of: version 1 | nonce 12 | AES-256-GCM with its tag</pre>
 */
final class Sealer {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    /** A tenth of a second, once for a start; who guesses pays it for each guess. */
    private static final int ROUNDS = 100_000;

    private static final byte[] PURPOSE = "callstream models 1".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    Sealer(Secret salt) {
        try {
            PBEKeySpec from = new PBEKeySpec(salt.reveal().toCharArray(), PURPOSE, ROUNDS, KEY_BITS);
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(from)
                    .getEncoded();
            this.key = new SecretKeySpec(derived, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2", e);
        }
    }

    String seal(String place, String content) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(content.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = ByteBuffer.allocate(1 + NONCE + encrypted.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** @throws GeneralSecurityException if it was sealed with another salt, or somewhere else */
    String open(String place, String sealed) throws GeneralSecurityException {
        ByteBuffer all = ByteBuffer.wrap(decoded(sealed));
        if (all.remaining() <= 1 + NONCE || all.get() != VERSION) {
            throw new GeneralSecurityException("of another version");
        }
        byte[] nonce = new byte[NONCE];
        all.get(nonce);
        byte[] encrypted = new byte[all.remaining()];
        all.get(encrypted);
        return new String(cipher(Cipher.DECRYPT_MODE, place, nonce).doFinal(encrypted), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String sealed) throws GeneralSecurityException {
        try {
            return Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("no base64", e);
        }
    }

    private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
