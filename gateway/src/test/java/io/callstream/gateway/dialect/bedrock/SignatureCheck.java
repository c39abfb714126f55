package io.callstream.gateway.dialect.bedrock;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AWS's side of Signature Version 4: whose requests are. Written apart from what the gateway signs with, and judged by AWS's own client,
 * whose requests it has to take.
 */
public final class SignatureCheck {
    private static final Pattern FORM = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([A-Z0-9]+)/(\\d{8})/([a-z0-9-]+)/([a-z]+)/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?"
                    + "Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final String service;
    private final String region;

    private record Key(String secret, @Nullable String session) {}

    public SignatureCheck(String region, String service) {
        this.region = region;
        this.service = service;
    }

    /** Knows a key from now on. @param session null for one that does not end */
    public void know(String id, String secret, @Nullable String session) {
        keys.put(id, new Key(secret, session));
    }

    /** Why a request is refused; null when it is not. @param headers by lower-case name */
    @Nullable String wrong(String method, URI target, Function<String, @Nullable String> headers, byte[] body) {
        Matcher form = FORM.matcher(String.valueOf(headers.apply("authorization")));
        if (!form.matches()) {
            return "Missing Authentication Token";
        }
        Key key = keys.get(form.group(1));
        String date = String.valueOf(headers.apply("x-amz-date"));
        if (key == null || key.session() != null && !key.session().equals(headers.apply("x-amz-security-token"))) {
            return "The security token included in the request is invalid.";
        }
        List<String> signed = List.of(form.group(5).split(";"));
        if (!form.group(3).equals(region) || !form.group(4).equals(service) || !date.startsWith(form.group(2))) {
            return "Credential should be scoped to a valid region.";
        }
        if (!signed.contains("host")
                || !signed.contains("x-amz-date")
                || !signed.stream().sorted().toList().equals(signed)) {
            return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
        }
        if (Duration.between(TIME.parse(date, Instant::from), Instant.now())
                        .abs()
                        .toMinutes()
                > 5) {
            return "Signature expired";
        }
        byte[] scope = key(key.secret(), form.group(2));
        String text = "AWS4-HMAC-SHA256\n" + date + "\n" + form.group(2) + "/" + region + "/" + service
                + "/aws4_request\n" + hex(sha256(canonical(method, target, headers, signed, body)));
        boolean same = hex(hmac(scope, text)).equals(form.group(6));
        return same ? null : "The request signature we calculated does not match the signature you provided.";
    }

    private static byte[] canonical(
            String method, URI target, Function<String, @Nullable String> headers, List<String> signed, byte[] body) {
        Map<String, String> lines = new TreeMap<>();
        signed.forEach(name ->
                lines.put(name, String.valueOf(headers.apply(name)).strip().replaceAll(" +", " ")));
        String path = Arrays.stream(target.getRawPath().split("/", -1))
                .map(SignatureCheck::encoded)
                .collect(Collectors.joining("/"));
        String query = target.getRawQuery() == null ? "" : target.getRawQuery();
        return (method + "\n" + path + "\n" + query + "\n"
                        + lines.entrySet().stream()
                                .map(line -> line.getKey() + ":" + line.getValue() + "\n")
                                .collect(Collectors.joining())
                        + "\n" + String.join(";", signed) + "\n" + hex(sha256(body)))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A segment is escaped once more than it is on the wire. */
    private static String encoded(String segment) {
        return java.net.URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private byte[] key(String secret, String day) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(day, region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
