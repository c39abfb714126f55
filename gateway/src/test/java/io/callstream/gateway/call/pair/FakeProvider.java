package io.callstream.gateway.call.pair;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A provider that hears and answers in its own form. */
interface FakeProvider {
    /** The gateway's word for it, and the first label of its host's name. */
    String word();

    /** The model and how it is reached, as keys of {@code litellm_params}. */
    String params();

    /**
     * What it hears.
     *
     * @throws AssertionError for a request that the provider would refuse
     */
    List<String> hear(Request request);

    Reply answer(Request request, Answer answer);

    /** An error in its form. */
    Reply error(int status, String message);

    /** An error as it stands in a stream. */
    byte[] failure(String message);

    /** The header in which it says how many requests are left. */
    default String requestsLeft() {
        return "x-ratelimit-remaining-requests";
    }

    /** Something in a stream that is new. */
    byte[] news();

    /** Something in a stream that was cut or changed on its way. */
    default byte[] broken() {
        return "data: {\"half\n\n".getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A whole answer.
     *
     * @param type of its content
     */
    record Reply(int status, String type, byte[] body) {
        /** With more at its end. */
        Reply with(byte[] more) {
            byte[] all = Arrays.copyOf(body, body.length + more.length);
            System.arraycopy(more, 0, all, body.length, more.length);
            return new Reply(status, type, all);
        }

        static Reply json(String body) {
            return json(200, body);
        }

        static Reply json(int status, String body) {
            return of(status, "application/json", body);
        }

        static Reply events(String body) {
            return of(200, "text/event-stream", body);
        }

        static Reply of(int status, String type, String body) {
            return new Reply(status, type, body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
