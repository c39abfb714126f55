package io.callstream.gateway.stage.mock;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.call.StoredResponse;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.event.RouteFacts;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.route.AttemptPlan;
import io.callstream.gateway.usage.Cost;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonText;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers that are made up, in the form of the client's API. */
final class MockAnswers {
    /** LiteLLM's numbers. */
    private static final long PROMPT_TOKENS = 10;

    private static final long COMPLETION_TOKENS = 20;
    private static final String STRATEGY = "mock";
    private static final Cost NOTHING = new Cost(0, 0, 0, 0, "mock");
    /** Characters of each piece of a stream, but no more than {@link #PIECES} pieces. */
    private static final int PIECE = 3;

    private static final int PIECES = 500;
    private static final String VECTOR = "[0.1,0.2,0.3]";

    private final Clock clock;

    MockAnswers(Clock clock) {
        this.clock = clock;
    }

    StoredResponse response(Endpoint endpoint, ApiRequest asked, MockAnswer mock, AttemptPlan attempt) {
        String model = String.valueOf(asked.model());
        boolean stream = asked.stream() && endpoint.operation().streams();
        byte[] plain = plain(endpoint, asked, mock, model);
        byte[] body = stream ? stream(endpoint, asked, mock, plain) : plain;
        RouteFacts route =
                new RouteFacts(attempt.target().deployment(), attempt.model().name(), STRATEGY, List.of(), null, false);
        StoredResponse.Recorded recorded = new StoredResponse.Recorded(
                Slice.of(plain), route, NOTHING, attempt.target().clientHeaders());
        return new StoredResponse(200, stream ? "text/event-stream" : "application/json", body, recorded);
    }

    private byte[] plain(Endpoint endpoint, ApiRequest asked, MockAnswer mock, String model) {
        return switch (endpoint.operation()) {
            case CHAT_COMPLETION, RESPONSES -> written(endpoint.api(), asked, false, deltas(mock, model, false));
            case TEXT_COMPLETION -> bytes(completion(mock, model));
            case EMBEDDING -> bytes(embedding(mock, model));
            default -> throw new IllegalArgumentException("no answer is made up: " + endpoint.operation());
        };
    }

    private String completion(MockAnswer mock, String model) {
        return "{\"id\":\"cmpl-mock\",\"object\":\"text_completion\",\"created\":" + now()
                + ",\"model\":" + JsonText.quoted(model) + ",\"choices\":[{\"index\":0,\"text\":"
                + JsonText.quoted(text(mock)) + ",\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":"
                + usage(COMPLETION_TOKENS) + "}";
    }

    private static String embedding(MockAnswer mock, String model) {
        return "{\"object\":\"list\",\"model\":" + JsonText.quoted(model)
                + ",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":" + vector(mock)
                + "}],\"usage\":" + usage(0) + "}";
    }

    private byte[] stream(Endpoint endpoint, ApiRequest asked, MockAnswer mock, byte[] plain) {
        ClientApi api = endpoint.api();
        byte @Nullable [] whole = switch (endpoint.operation()) {
            case CHAT_COMPLETION, RESPONSES -> null;
            default -> api.asStream(Slice.of(plain), asked.asksUsage());
        };
        return whole == null ? chunks(api, asked, mock) : whole;
    }

    private byte[] chunks(ClientApi api, ApiRequest asked, MockAnswer mock) {
        List<Delta> deltas = deltas(mock, String.valueOf(asked.model()), true);
        if (!asked.asksUsage()) {
            deltas.removeIf(delta -> delta instanceof Delta.Tokens);
        }
        return written(api, asked, true, deltas);
    }

    private byte[] written(ClientApi api, ApiRequest asked, boolean stream, List<Delta> deltas) {
        ResponseWriter writer = api.writer(asked, stream, now());
        ByteBuf out = Unpooled.buffer();
        deltas.forEach(delta -> writer.write(delta, out));
        writer.end(out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        out.release();
        return bytes;
    }

    private static List<Delta> deltas(MockAnswer mock, String model, boolean pieces) {
        List<Delta> deltas = new ArrayList<>();
        deltas.add(new Delta.Begin("chatcmpl-mock", model));
        texts(text(mock), pieces, deltas);
        List<Delta.ToolCall> calls = MockToolCalls.read(mock.toolCalls());
        deltas.addAll(calls);
        deltas.add(new Delta.Finish(calls.isEmpty() ? "stop" : "tool_calls"));
        deltas.add(new Delta.Tokens(PROMPT_TOKENS, COMPLETION_TOKENS));
        return deltas;
    }

    private static void texts(String text, boolean pieces, List<Delta> deltas) {
        int piece = pieces ? Math.max(PIECE, text.length() / PIECES + 1) : Math.max(1, text.length());
        for (int at = 0; at < text.length(); ) {
            int end = endOfPiece(text, at + piece);
            deltas.add(new Delta.Text(text.substring(at, end)));
            at = end;
        }
    }

    /** Not within a character that is two of Java's. */
    private static int endOfPiece(String text, int end) {
        if (end >= text.length()) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end;
    }

    private static String text(MockAnswer mock) {
        return mock.response() == null ? "" : mock.response();
    }

    private static String vector(MockAnswer mock) {
        try {
            JsonValue vector = JsonValue.read(Slice.of(text(mock)));
            return vector instanceof JsonValue.Arr numbers
                            && !numbers.elements().isEmpty()
                    ? vector.toString()
                    : VECTOR;
        } catch (InvalidJsonException e) {
            return VECTOR; // a text that is meant for other calls
        }
    }

    private static String usage(long completion) {
        return "{\"prompt_tokens\":" + PROMPT_TOKENS
                + (completion == 0 ? "" : ",\"completion_tokens\":" + completion)
                + ",\"total_tokens\":" + (PROMPT_TOKENS + completion) + "}";
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
