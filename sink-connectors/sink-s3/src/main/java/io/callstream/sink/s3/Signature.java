package io.callstream.sink.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4, with the signature in the {@code Authorization} header and the body's digest in it. For any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">AWS: authorization header</a>
 */
final class Signature {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final int DAY = 8;

    private final Credentials credentials;
    private final String region;
    private final Clock clock;

    Signature(Credentials credentials, String region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /**
     * The headers that make the request a signed one.
     *
     * @param address with its path escaped as {@link UriEscapes} does, and its query, if it has one, in the order of names and
     *     escaped likewise
     * @param headers that are signed beside those of the signature itself
     */
    Map<String, String> headers(String method, URI address, Map<String, String> headers, byte[] body) {
        String time = TIME.format(clock.instant());
        Map<String, String> own = new LinkedHashMap<>(headers);
        own.put("x-amz-content-sha256", hex(sha256(body)));
        own.put("x-amz-date", time);
        credentials.sessionToken().ifPresent(token -> own.put("x-amz-security-token", token.reveal()));
        SortedMap<String, String> signed = new TreeMap<>();
        own.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signed.put("host", host(address));
        own.put("Authorization", authorization(method, address, signed, time));
        return own;
    }

    private String authorization(String method, URI address, SortedMap<String, String> signed, String time) {
        String names = String.join(";", signed.keySet());
        String request = method + "\n" + address.getRawPath() + "\n"
                + (address.getRawQuery() == null ? "" : address.getRawQuery()) + "\n"
                + signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + signed.get("x-amz-content-sha256");
        String day = time.substring(0, DAY);
        String scope = day + "/" + region + "/s3/aws4_request";
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(bytes(request)));
        return ALGORITHM + " Credential=" + credentials.accessKey() + "/" + scope + ",SignedHeaders=" + names
                + ",Signature=" + hex(hmac(key(day), text));
    }

    private byte[] key(String day) {
        byte[] key = bytes("AWS4" + credentials.secretKey().reveal());
        for (String part : new String[] {day, region, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return key;
    }

    /** As the client sends it. */
    private static String host(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
