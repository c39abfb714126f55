package io.callstream.sink.s3;

import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PutObject as Amazon documents it: the request's signature is computed again from what arrived, the body's digest
 * checked, and the date must be within 15 minutes of the store's.
 */
final class FakeS3 {
    static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String TOKEN = "session/token+==";
    static final String BUCKET = "llm-calls";

    /** Where the clock of sinks under test begins. */
    private volatile Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:30Z"), ZoneOffset.UTC);

    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=(\\w+)/(\\d{8})/([a-z0-9-]+)"
                    + "/s3/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

    private final SortedMap<String, byte[]> objects = new TreeMap<>();
    private final Set<String> listed = new TreeSet<>();
    private Map<String, String> versions = Map.of();

    void clock(Clock other) {
        clock = other;
    }

    synchronized FakeReply answer(ReceivedRequest request) {
        Matcher authorization = AUTHORIZATION.matcher(request.header("authorization"));
        if (!authorization.matches()) {
            return error(403, "AccessDenied");
        }
        if (!authorization.group(1).equals(ACCESS_KEY)) {
            return error(403, "InvalidAccessKeyId");
        }
        if (!authorization.group(3).equals("eu-central-1")) {
            return error(400, "AuthorizationHeaderMalformed");
        }
        if (!request.header("x-amz-security-token").equals(TOKEN)) {
            return error(400, "InvalidToken");
        }
        return isLate(request) ? error(403, "RequestTimeTooSkewed") : signed(request, authorization);
    }

    private boolean isLate(ReceivedRequest request) {
        Instant said = LocalDateTime.parse(
                        request.header("x-amz-date"), DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"))
                .toInstant(ZoneOffset.UTC);
        return Duration.between(clock.instant(), said).abs().compareTo(Duration.ofMinutes(15)) > 0;
    }

    private FakeReply signed(ReceivedRequest request, Matcher authorization) {
        if (!request.header("x-amz-content-sha256").equals(sha256(request.body()))) {
            return error(400, "XAmzContentSHA256Mismatch");
        }
        if (!signature(request, authorization).equals(authorization.group(5))) {
            return error(403, "SignatureDoesNotMatch");
        }
        if (!request.path().startsWith("/" + BUCKET + "/")) {
            return error(404, "NoSuchBucket");
        }
        String key = request.path().substring(BUCKET.length() + 2);
        return switch (request.method()) {
            case "GET" -> key.isEmpty() ? list(request.query()) : get(key);
            case "DELETE" -> remove(key);
            default -> put(key, request.body());
        };
    }

    private FakeReply put(String key, byte[] body) {
        if (body.length > 5L << 20) {
            return error(400, "EntityTooLarge");
        }
        objects.put(key, body);
        return new FakeReply(200, versions, "");
    }

    private FakeReply get(String key) {
        byte[] object = objects.get(key);
        return object == null ? error(404, "NoSuchKey") : new FakeReply(200, Map.of(), object);
    }

    private FakeReply remove(String key) {
        objects.remove(key);
        return new FakeReply(204, versions, "");
    }

    /** Pages of two, so that every test turns them. */
    private FakeReply list(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String after = parameters.getOrDefault("continuation-token", parameters.getOrDefault("start-after", ""));
        List<String> keys = objects.tailMap(after).keySet().stream()
                .filter(key -> !key.equals(after) && key.startsWith(parameters.get("prefix")))
                .toList();
        listed.addAll(keys);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult"
                + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>" + BUCKET + "</Name>");
        keys.stream().limit(2).forEach(key -> xml.append("<Contents><Key>" + key + "</Key></Contents>"));
        if (keys.size() > 2) {
            xml.append("<IsTruncated>true</IsTruncated><NextContinuationToken>" + keys.get(1)
                    + "</NextContinuationToken>");
        }
        return FakeReply.ok(xml.append("</ListBucketResult>").toString());
    }

    /** From now on the bucket keeps what is replaced. */
    synchronized void keepVersions() {
        versions = Map.of("x-amz-version-id", "L4kqtJlcpXroDTDmpUMLUo");
    }

    synchronized void put(String key, String object) {
        objects.put(key, object.getBytes(StandardCharsets.UTF_8));
    }

    synchronized Set<String> listed() {
        return Set.copyOf(listed);
    }

    private static String signature(ReceivedRequest request, Matcher authorization) {
        String names = authorization.group(4);
        if (!Arrays.asList(names.split(";")).containsAll(List.of("host", "x-amz-date", "x-amz-security-token"))) {
            return "must be signed";
        }
        StringBuilder canonical =
                new StringBuilder(request.method() + "\n" + escaped(request.path()) + "\n" + request.query() + "\n");
        for (String name : names.split(";")) {
            canonical
                    .append(name)
                    .append(':')
                    .append(request.header(name).trim())
                    .append('\n');
        }
        canonical.append('\n').append(names).append('\n').append(request.header("x-amz-content-sha256"));
        String scope = authorization.group(2) + "/" + authorization.group(3) + "/s3/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + request.header("x-amz-date") + "\n" + scope + "\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        byte[] key = mac(("AWS4" + SECRET_KEY).getBytes(StandardCharsets.UTF_8), authorization.group(2));
        key = mac(mac(mac(key, authorization.group(3)), "s3"), "aws4_request");
        return HexFormat.of().formatHex(mac(key, toSign));
    }

    private static String escaped(String path) {
        Matcher special = Pattern.compile("[^A-Za-z0-9._~/-]").matcher(path);
        return special.replaceAll(
                match -> String.format("%%%02X", (int) match.group().charAt(0)));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FakeReply error(int status, String code) {
        return new FakeReply(
                status,
                Map.of("Content-Type", "application/xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                        + "</Code><Message>no</Message></Error>");
    }

    /** By key, in order. */
    synchronized SortedMap<String, byte[]> objects() {
        return new TreeMap<>(objects);
    }
}
