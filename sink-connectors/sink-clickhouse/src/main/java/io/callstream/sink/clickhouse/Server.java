package io.callstream.sink.clickhouse;

import io.callstream.sink.http.Answer;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.Target;
import java.io.ByteArrayOutputStream;
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

    @Override
    public void close() {
        sender.close();
    }
}
