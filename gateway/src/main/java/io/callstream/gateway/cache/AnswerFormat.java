package io.callstream.gateway.cache;

import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How an answer stands in Redis: six lines (format, the name it is kept under, time in milliseconds, deployment, provider,
 * model), then the body. What is not in this form, or was kept under another name, is no answer.
 */
final class AnswerFormat {
    private static final String FORMAT = "callstream-answer-1";
    private static final int LINES = 6;

    private AnswerFormat() {}

    static byte[] write(AnswerKey key, KeptAnswer answer) {
        byte[] head = String.join(
                        "\n",
                        FORMAT,
                        line(key.text()),
                        Long.toString(answer.keptAt().toEpochMilli()),
                        line(answer.deploymentId()),
                        line(answer.provider()),
                        line(answer.model()),
                        "")
                .getBytes(StandardCharsets.UTF_8);
        Slice body = answer.body();
        byte[] all = Arrays.copyOf(head, head.length + body.length());
        System.arraycopy(body.array(), body.offset(), all, head.length, body.length());
        return all;
    }

    /** Null when the bytes are no answer that was kept under this name. */
    static @Nullable KeptAnswer read(AnswerKey key, byte[] bytes) {
        String[] lines = new String[LINES];
        int at = 0;
        for (int i = 0; i < LINES; i++) {
            int end = lineEnd(bytes, at);
            if (end < 0) {
                return null;
            }
            lines[i] = new String(bytes, at, end - at, StandardCharsets.UTF_8);
            at = end + 1;
        }
        if (!lines[0].equals(FORMAT) || !lines[1].equals(line(key.text()))) {
            return null;
        }
        try {
            Instant keptAt = Instant.ofEpochMilli(Long.parseLong(lines[2]));
            return new KeptAnswer(keptAt, lines[3], lines[4], lines[5], new Slice(bytes, at, bytes.length - at));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static String line(String text) {
        return text.replace('\n', ' ');
    }
}
