package io.callstream.sink.testkit;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Calls with content that any caller or provider can send, and that many a reader stumbles over. */
public final class OddContent {
    private static final int FIRST = 700;

    private OddContent() {}

    /** Each is a call of its own, in the order of the fields of this class. */
    public static List<CallEvent> events(Path directory) throws IOException {
        Path large = Files.writeString(Files.createDirectories(directory).resolve("large-body"), largeBody());
        List<Consumer<SuccessEvent>> oddities = List.of(
                OddContent::halfCharacters,
                OddContent::longNumbers,
                OddContent::longNames,
                OddContent::numbersBeyondDoubles,
                OddContent::noNumbers,
                OddContent::deepNesting,
                OddContent::customTool,
                OddContent::longIds,
                OddContent::manyEntries,
                OddContent::nulCharacters,
                OddContent::noJson,
                event -> bodyElsewhere(event, large));
        List<CallEvent> events = new ArrayList<>();
        for (Consumer<SuccessEvent> oddity : oddities) {
            SuccessEvent event = SampleCall.number(FIRST + events.size()).success();
            oddity.accept(event);
            events.add(new CallEvent.Success(event));
        }
        return events;
    }

    /** A message that asks with a few words. */
    private static String asking(String more) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + more + "}";
    }

    private static void halfCharacters(SuccessEvent event) {
        event.setRequestBody(asking("\"metadata\":{\"k\\ud83d\":\"v\\ude80\"}"));
        event.setMetadata(new HashMap<>(Map.of("k\uD83D", "v\uDE80")));
    }

    private static void longNumbers(SuccessEvent event) {
        event.setRequestBody(asking("\"seed\":" + "7".repeat(1_001)));
        event.setParameters("{\"seed\":" + "7".repeat(2_000) + "}");
        event.setResponseBody("{\"choices\":[],\"created\":" + "8".repeat(1_500) + "}");
    }

    private static void longNames(SuccessEvent event) {
        event.setRequestBody(asking("\"tools\":[{\"" + "n".repeat(60_000) + "\":1}]"));
    }

    private static void numbersBeyondDoubles(SuccessEvent event) {
        event.setRequestBody(asking("\"top_k\":1e999999,\"min_p\":-1e-999999,\"n\":9e99999999999"));
        event.setParameters("{\"top_k\":1e999999}");
        event.setMetadata(new HashMap<>(Map.of("a", "1e999999")));
    }

    private static void noNumbers(SuccessEvent event) {
        event.setResponseBody("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
                + "\"logprobs\":{\"content\":[{\"logprob\":NaN},{\"logprob\":-Infinity}]}}]}");
    }

    private static void deepNesting(SuccessEvent event) {
        event.setRequestBody(asking("\"x\":" + "[".repeat(950) + "]".repeat(950)));
        event.setResponseBody("[".repeat(100_000) + "]".repeat(100_000));
    }

    private static void customTool(SuccessEvent event) {
        event.setResponseBody(
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\","
                        + "\"type\":\"custom\",\"custom\":{\"name\":\"exec\",\"input\":\"ls -la\"}}]}}]}");
    }

    private static void longIds(SuccessEvent event) {
        event.setSessionId("s".repeat(5_000));
        event.setEndUser("u".repeat(5_000));
        event.setModel(unlike(6_000));
        event.setModelGroup(unlike(6_000));
        event.setTeamId(unlike(6_000));
        event.setUserAgent("a".repeat(70_000));
    }

    /** Letters that no compression makes short. */
    private static String unlike(int length) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; text.length() < length; at++) {
            text.append(HexFormat.of().formatHex(digest("part " + at)));
        }
        return text.substring(0, length);
    }

    private static void manyEntries(SuccessEvent event) {
        Map<String, String> metadata = new HashMap<>();
        List<String> tags = new ArrayList<>();
        for (int at = 0; at < 3_000; at++) {
            metadata.put("name-" + at, "value " + at);
            tags.add("tag-" + at);
        }
        event.setMetadata(metadata);
        event.setTags(tags);
    }

    private static void nulCharacters(SuccessEvent event) {
        event.setRequestBody(asking("\"user\":\"a\\u0000b\""));
        event.setEndUser("a\0b");
    }

    private static void noJson(SuccessEvent event) {
        event.setRequestBody("{\"messages\":[{\"role\":\"user\",\"content\":\"cut of");
        event.setResponseBody("<html>Bad gateway</html>");
    }

    /** A prompt of 2.5 MB, which the gateway keeps outside the event. */
    static String largeBody() {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"Once upon a time" + " and then".repeat(280_000)
                + "\"}]}";
    }

    private static void bodyElsewhere(SuccessEvent event, Path file) {
        keptAt(event, file, largeBody());
    }

    /** The event's request as the gateway tells it when the body is in a file. */
    public static void keptAt(SuccessEvent event, Path file, String body) {
        event.setCapture("reference");
        event.setRequestBody(null);
        event.setRequestRef(file.toUri().toString());
        event.setRequestSha256(HexFormat.of().formatHex(digest(body)));
        event.setRequestBytes((long) body.length());
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
