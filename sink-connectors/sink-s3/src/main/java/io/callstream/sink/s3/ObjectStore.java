package io.callstream.sink.s3;

import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts objects into a bucket. For any thread. */
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
