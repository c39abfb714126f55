package io.callstream.sink.s3;

import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts objects into a bucket, reads, lists and removes them. For any thread. */
final class ObjectStore implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("<Code>(\\w{1,60})</Code>");

    /**
     * What is in an object is never wrong for a store, so status 400 is the configuration's fault: an expired token, the wrong
     * region.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">AWS: error responses</a>
     */
    private static final StatusTable STATUSES =
            StatusTable.standard().hold(400, 411, 501).retry(409, 412, 417);

    private static final String PLAIN = "application/octet-stream";
    private static final byte[] NOTHING = new byte[0];

    private final Bucket bucket;
    private final Signature signature;
    private final HttpSender sender;

    ObjectStore(Bucket bucket, Signature signature, HttpSender sender) {
        this.bucket = bucket;
        this.signature = signature;
        this.sender = sender;
    }

    /** Stores the object, in place of the one of this name if there is one. */
    Delivery put(String key, String contentType, byte[] body) {
        URI address = bucket.address(key);
        Map<String, String> headers = signature.headers("PUT", address, Map.of("content-type", contentType), body);
        return verdict(sender.send("PUT", new Target(address, headers), Message.of(contentType, body)));
    }

    /**
     * The object's bytes; empty if there is none of this name.
     *
     * @throws VerdictException if the store does not give it
     */
    Optional<byte[]> get(String key) throws IOException {
        Answer answer = send("GET", bucket.address(key));
        if (isMissing(answer)) {
            return Optional.empty();
        }
        Answer.Replied replied = required(answer);
        String length = replied.headers().getOrDefault("content-length", "");
        if (!length.isEmpty() && !length.equals(Integer.toString(replied.body().length))) {
            throw new VerdictException(Delivery.rejected("s3_object_too_large"));
        }
        return Optional.of(replied.body());
    }

    /**
     * Removes the object; one that is gone is removed.
     *
     * @throws VerdictException if the store refuses
     */
    Answer.Replied remove(String key) throws IOException {
        return required(send("DELETE", bucket.address(key)));
    }

    /**
     * Stores the object in place of the one of this name.
     *
     * @throws VerdictException if the store refuses
     */
    Answer.Replied replace(String key, String contentType, byte[] body) throws IOException {
        URI address = bucket.address(key);
        Map<String, String> headers = signature.headers("PUT", address, Map.of("content-type", contentType), body);
        return required(sender.send("PUT", new Target(address, headers), Message.of(contentType, body)));
    }

    /**
     * One page of names.
     *
     * @param query in the order of names, see {@link Bucket#listing}
     * @throws VerdictException if the store does not give it
     */
    byte[] list(Map<String, String> query) throws IOException {
        return required(send("GET", bucket.listing(query))).body();
    }

    private Answer send(String method, URI address) {
        Map<String, String> headers = signature.headers(method, address, Map.of("content-type", PLAIN), NOTHING);
        return sender.send(method, new Target(address, headers), Message.of(PLAIN, NOTHING));
    }

    private static Answer.Replied required(Answer answer) throws VerdictException {
        Delivery verdict = verdict(answer);
        if (verdict instanceof Delivery.Delivered && answer instanceof Answer.Replied replied) {
            return replied;
        }
        throw new VerdictException(verdict);
    }

    private static boolean isMissing(Answer answer) {
        return answer instanceof Answer.Replied replied
                && replied.status() == 404
                && replied.text().contains("<Code>NoSuchKey</Code>");
    }

    private static Delivery verdict(Answer answer) {
        if (answer instanceof Answer.Replied replied && replied.status() / 100 == 4) {
            Matcher code = CODE.matcher(replied.text());
            switch (code.find() ? code.group(1) : "") {
                case "EntityTooLarge", "KeyTooLongError":
                    return Delivery.rejected("s3_" + code.group(1));
                case "RequestTimeout", "OperationAborted":
                    return Delivery.retry("s3_" + code.group(1));
                default:
                    break;
            }
        }
        return STATUSES.delivery(answer);
    }

    @Override
    public void close() {
        sender.close();
    }
}
