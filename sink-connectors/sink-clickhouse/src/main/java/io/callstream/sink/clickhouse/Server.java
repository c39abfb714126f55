package io.callstream.sink.clickhouse;

import io.callstream.sink.Delivery;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkUnavailableException;
import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends statements, each as the body of one request. For any thread. */
final class Server implements AutoCloseable {
    private static final byte[] NO_ROWS = new byte[0];

    private final Target target;
    private final HttpSender sender;

    Server(Target target, HttpSender sender) {
        this.target = target;
        this.sender = sender;
    }

    Answer execute(String sql) {
        return execute(sql, NO_ROWS);
    }

    /** @param rows follow the statement, in the format that it names */
    Answer execute(String sql, byte[] rows) {
        byte[] head = (sql + '\n').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream(head.length + rows.length);
        body.writeBytes(head);
        body.writeBytes(rows);
        return sender.post(target, Message.of("text/plain; charset=utf-8", body.toByteArray()));
    }

    /**
     * Executes a statement that must succeed.
     *
     * @return what it answered
     * @throws SinkUnavailableException if the server cannot be reached or is in trouble
     * @throws SinkConfigException if it refuses this user, database or statement
     */
    String require(String sql) {
        Answer answer = execute(sql);
        Delivery verdict = ServerVerdict.of(answer);
        if (verdict instanceof Delivery.RetryAfter later) {
            throw new SinkUnavailableException(
                    "clickhouse cannot be reached or is in trouble: " + later.reason(),
                    new IOException(later.reason()));
        }
        if (verdict instanceof Delivery.Delivered && answer instanceof Answer.Replied replied) {
            return replied.text();
        }
        throw new SinkConfigException("clickhouse refuses a statement: " + verdict
                + "; check url, user, password, database and the user's rights");
    }

    @Override
    public void close() {
        sender.close();
    }
}
