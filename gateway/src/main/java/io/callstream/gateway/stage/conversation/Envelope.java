package io.callstream.gateway.stage.conversation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Compresses what is kept and encrypts it with a key that follows from the response's id, which is kept nowhere: who has the table can read
 * nothing, and who has an id only what it names. The owner is bound in, so that for everybody else there is nothing.
 *
 * <pre>version 1 | milliseconds 8 | nonce 12 | AES-256-GCM of the deflated content, with its tag</pre>
 */
final class Envelope {
    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Long.BYTES;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int PIECE = 8 << 10;
    private static final int MOST_BYTES = 32 << 20;

    private final SecureRandom random = new SecureRandom();

    /** Under which name it is kept. */
    static String name(String id) {
        return HexFormat.of().formatHex(digest("callstream response name\0" + id));
    }

    /** When it was made, in milliseconds since 1970. */
    static long millis(byte[] sealed) {
        return sealed.length < HEAD ? 0 : ByteBuffer.wrap(sealed, 1, Long.BYTES).getLong();
    }

    byte[] seal(String id, String owner, long millis, byte[] content) {
        byte[] head = ByteBuffer.allocate(HEAD).put(VERSION).putLong(millis).array();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, id, owner, head, nonce).doFinal(deflated(content));
            return ByteBuffer.allocate(HEAD + NONCE + encrypted.length)
                    .put(head)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Null when it is not this owner's, or of another version. */
    byte @Nullable [] open(String id, String owner, byte[] sealed) {
        if (sealed.length < HEAD + NONCE + TAG_BITS / Byte.SIZE || sealed[0] != VERSION) {
            return null;
        }
        ByteBuffer all = ByteBuffer.wrap(sealed);
        byte[] head = new byte[HEAD];
        byte[] nonce = new byte[NONCE];
        all.get(head).get(nonce);
        byte[] encrypted = new byte[all.remaining()];
        all.get(encrypted);
        try {
            return inflated(cipher(Cipher.DECRYPT_MODE, id, owner, head, nonce).doFinal(encrypted));
        } catch (GeneralSecurityException | DataFormatException e) {
            return null; // somebody else's
        }
    }

    private static Cipher cipher(int mode, String id, String owner, byte[] head, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(digest("callstream response key\0" + id), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            return deflated(content, deflater);
        } finally {
            deflater.end();
        }
    }

    private static byte[] deflated(byte[] content, Deflater deflater) {
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + PIECE);
        byte[] piece = new byte[PIECE];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        return out.toByteArray();
    }

    private static byte[] inflated(byte[] content) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content);
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length * 4);
            byte[] piece = new byte[PIECE];
            while (!inflater.finished()) {
                int length = inflater.inflate(piece);
                if (length == 0 && !inflater.finished() || out.size() + length > MOST_BYTES) {
                    throw new DataFormatException("it ends too early, or is too long");
                }
                out.write(piece, 0, length);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}
