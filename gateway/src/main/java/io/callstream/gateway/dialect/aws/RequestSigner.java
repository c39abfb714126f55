package io.callstream.gateway.dialect.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs POST requests to one service in one region. What is derived from a key for a day is kept, so that a request costs two
 * digests and one signature. Safe for use by several threads.
 */
public final class RequestSigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final int DAY = 8;

    private final String region;
    private final String service;
    private final Clock clock;
    private volatile @Nullable DayKey latest;

    private record DayKey(AwsKey of, String day, SecretKeySpec key) {}

    public RequestSigner(String region, String service, Clock clock) {
        this.region = region;
        this.service = service;
        this.clock = clock;
    }

    /**
     * The headers that make a request a signed one.
     *
     * @param host as the request says it
     * @param target of the request: its path, escaped, and its query, if it has one, in the order of names
     */
    public Map<String, String> headers(AwsKey key, String host, String target, byte[] body) {
        String time = TIME.format(clock.instant());
        SortedMap<String, String> signed = new TreeMap<>();
        signed.put("host", host);
        signed.put("x-amz-date", time);
        key.session().ifPresent(token -> signed.put("x-amz-security-token", token));
        Map<String, String> headers = new LinkedHashMap<>(signed);
        headers.remove("host");
        headers.put("authorization", authorization(key, canonical(target, signed, body), signed, time));
        return headers;
    }

    private String authorization(AwsKey key, String request, SortedMap<String, String> signed, String time) {
        String day = time.substring(0, DAY);
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(bytes(request)));
        return ALGORITHM + " Credential=" + key.id() + "/" + scope + ", SignedHeaders="
                + String.join(";", signed.keySet()) + ", Signature=" + hex(hmac(dayKey(key, day), text));
    }

    private static String canonical(String target, SortedMap<String, String> signed, byte[] body) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        String headers = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        return "POST\n" + PathEscapes.escape(path, true) + "\n" + query + "\n" + headers + "\n"
                + String.join(";", signed.keySet()) + "\n" + hex(sha256(body));
    }

    private SecretKeySpec dayKey(AwsKey key, String day) {
        DayKey known = latest;
        if (known != null && known.of().equals(key) && known.day().equals(day)) {
            return known.key();
        }
        SecretKeySpec derived = secret(bytes("AWS4" + key.secret().reveal()));
        for (String part : new String[] {day, region, service, "aws4_request"}) {
            derived = secret(hmac(derived, part));
        }
        latest = new DayKey(key, day, derived);
        return derived;
    }

    private static SecretKeySpec secret(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
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
