package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.server.Page;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the management API answered, read. */
record Reply(int status, String body) {
    static Reply of(Page page) {
        return new Reply(page.status(), new String(page.body(), StandardCharsets.UTF_8));
    }

    private Object value() {
        try {
            return PlainValues.read(Slice.of(body));
        } catch (InvalidJsonException e) {
            throw new AssertionError(body, e);
        }
    }

    /** The object that was answered, which has to be an answer and no refusal. */
    @SuppressWarnings("unchecked")
    Map<String, Object> object() {
        assertThat(status).as(body).isEqualTo(200);
        return (Map<String, Object>) value();
    }

    @SuppressWarnings("unchecked")
    List<Object> list() {
        assertThat(status).as(body).isEqualTo(200);
        return (List<Object>) value();
    }

    @Nullable Object at(String name) {
        return object().get(name);
    }

    String text(String name) {
        return String.valueOf(at(name));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String name) {
        return (Map<String, Object>) object().get(name);
    }

    @SuppressWarnings("unchecked")
    List<Object> list(String name) {
        return (List<Object>) object().get(name);
    }

    /** The same field of each object of a list. */
    static List<Object> each(List<Object> rows, String name) {
        return rows.stream()
                .map(row -> ((Map<?, ?>) row).get(name))
                .map(Object.class::cast)
                .toList();
    }

    /** The refusal in one line: status, param and message. */
    String refusal() {
        assertThat(status).as(body).isGreaterThanOrEqualTo(400);
        Map<?, ?> error = (Map<?, ?>) ((Map<?, ?>) value()).get("error");
        return status + " " + error.get("param") + ": " + error.get("message");
    }

    /** An answer or a refusal, in short, for tables: {@code 200}, or status and param. */
    String outcome() {
        return status == 200 ? "200" : refusal().substring(0, refusal().indexOf(':'));
    }
}
