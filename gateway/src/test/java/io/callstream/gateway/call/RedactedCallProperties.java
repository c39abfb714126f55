package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.event.RecordingLane;
import io.callstream.json.JsonCursor;
import io.callstream.json.Slice;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.generic.IndexedRecord;

/** Whatever somebody writes, and however a stream is cut: what is to be redacted is in no byte of any event. */
class RedactedCallProperties {
    private static final String CONFIG = """
            router_settings: {num_retries: 0}
            callstream:
              request_headers: [x-note]
              redaction:
                rules:
                  - detectors: [mail, phone, card, iban]
                    patterns: {ticket: "TKT-[0-9]+"}
                    dictionaries: {customer: ["Blue Bird & Sons"]}
            """;
    private static final String CLAUDE = """
            model_list:
              - model_name: m
                litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-ant-1, api_base: "http://one.example"}
            """;
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private final Random random;

    RedactedCallProperties() {
        random = new Random();
    }

    private CallRig rig() {
        return new CallRig(CallRig.deployment("one") + CONFIG);
    }

    private String secret() {
        return switch (random.nextInt(6)) {
            case 0 -> "u" + random.nextInt(1_000_000) + ".x@host" + random.nextInt(1_000) + ".example.org";
            case 1 -> "+49 30 " + (1_000_000 + random.nextInt(8_000_000));
            case 2 -> card(random.nextBoolean() ? " " : "");
            case 3 -> iban();
            case 4 -> "TKT-" + (100_000 + random.nextInt(900_000));
            default -> "Blue Bird & Sons";
        };
    }

    private String card(String separator) {
        StringBuilder digits = new StringBuilder("4");
        while (digits.length() < 15) {
            digits.append(random.nextInt(10));
        }
        for (int check = 0; check < 10; check++) {
            String all = digits.toString() + check;
            int sum = 0;
            for (int i = 0; i < 16; i++) {
                int digit = all.charAt(15 - i) - '0';
                sum += i % 2 == 0 ? digit : 2 * digit > 9 ? 2 * digit - 9 : 2 * digit;
            }
            if (sum % 10 == 0) {
                return all.replaceAll("(.{4})(?=.)", "$1" + separator);
            }
        }
        throw new AssertionError("one of ten digits is right");
    }

    private String iban() {
        StringBuilder rest = new StringBuilder();
        while (rest.length() < 18) {
            rest.append(random.nextInt(10));
        }
        int remainder =
                new BigInteger(rest + "131400").mod(BigInteger.valueOf(97)).intValue();
        return "DE%02d%s".formatted(98 - remainder, rest);
    }

    private String words() {
        List<String> words = List.of("Hello", "why", "größer", "日本", "a\\nb", "😀", "\\\"quoted\\\"", "{}", "12", "");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return text.toString();
    }

    /** In JSON, some characters may be written as escapes. */
    private String escaped(String text) {
        StringBuilder json = new StringBuilder();
        boolean some = random.nextInt(3) == 0;
        for (char c : text.toCharArray()) {
            json.append(some && random.nextInt(4) == 0 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return json.toString();
    }

    private List<String> cut(String text) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int next = Math.min(text.length(), at + 1 + random.nextInt(6));
            pieces.add(text.substring(at, next));
            at = next;
        }
        return pieces;
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> escape.group(1).equals("0022")
                        ? "'"
                        : Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static void isNowhere(String secret, RecordingLane lane) {
        for (RecordingLane.Told told : lane.told()) {
            assertThat(new String(told.body(), StandardCharsets.UTF_8))
                    .as("bytes of the %s", told.kind())
                    .doesNotContain(secret);
            assertThat(unescaped(told.event().toString())).doesNotContain(secret);
            IndexedRecord event = told.event();
            for (String column : List.of("request_body", "response_body", "delta", "parameters")) {
                var field = event.getSchema().getField(column);
                Object value = field == null ? null : event.get(field.pos());
                if (value != null) {
                    assertThat(JsonCursor.holdsObject(Slice.of(value.toString())))
                            .as(column + " " + value)
                            .isTrue();
                }
            }
        }
    }

    @Property(tries = 150)
    void aPlainCall(@ForAll long seed) {
        random.setSeed(seed);
        String secret = secret();
        String inside = "{\\\"to\\\":\\\"" + words().replace("\\", "").replace("\"", "") + secret + "\\\"}";
        try (CallRig rig = rig()) {
            rig.call("{\"model\":\"m\",\"user\":\"" + secret + "\",\"stop\":\"" + escaped(secret)
                    + "\",\"metadata\":{\"note\":\"" + escaped(secret) + "\",\"tags\":[\"" + secret + "\"]},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"" + words() + escaped(secret) + " " + words()
                    + "\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"function\":{\"arguments\":\""
                    + inside
                    + "\"}}]}]}");
            rig.wire().answer(200, CallRig.answer(words() + escaped(secret)));
            rig.loop().run();

            assertThat(rig.lane().only(SuccessEvent.class).getRedacted()).isTrue();
            isNowhere(secret, rig.lane());
        }
    }

    @Property(tries = 60)
    void aCallThatIsTranslated(@ForAll long seed) {
        random.setSeed(seed);
        String secret = secret();
        try (CallRig rig = new CallRig(CLAUDE + CONFIG)) {
            rig.call(CallRig.plain());
            rig.wire().answer(200, message("\"type\":\"text\",\"text\":\"" + escaped(secret) + "\""));
            rig.loop().run();

            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getProviderResponseBody()).startsWith("{\"id\":\"msg_1\"");
            isNowhere(secret, rig.lane());
        }
    }

    @Property(tries = 60)
    void aStreamThatIsTranslated(@ForAll long seed) {
        random.setSeed(seed);
        String secret = secret();
        try (CallRig rig = new CallRig(CLAUDE + CONFIG)) {
            rig.call(CallRig.stream());
            rig.wire().beginStream();
            rig.wire().chunk("data: {\"type\":\"message_start\",\"message\":" + message("") + "}\n\n");
            for (String piece : cut(secret)) {
                rig.wire()
                        .chunk("data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
                                + "\"text\":\"" + escaped(piece) + "\"}}\n\n");
            }
            rig.wire().chunk("data: {\"type\":\"message_stop\"}\n\n").endChunks();
            rig.loop().run();

            isNowhere(secret, rig.lane());
        }
    }

    private static String message(String block) {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\",\"content\":["
                + (block.isEmpty() ? "" : "{" + block + "}")
                + "],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}";
    }

    @Property(tries = 150)
    void aStreamThatIsCutAnywhere(@ForAll long seed) {
        random.setSeed(seed);
        String secret = secret();
        String text = "So " + secret + " it is, and " + secret + ".";
        try (CallRig rig = rig()) {
            rig.call(CallRig.stream());
            rig.wire().beginStream();
            for (String piece : cut(text)) {
                rig.wire().chunk(CallRig.frame(escaped(piece), null));
            }
            rig.wire()
                    .chunk(CallRig.frame("", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();
            rig.loop().run();

            isNowhere(secret, rig.lane());
            List<ChunkEvent> chunks = rig.lane().all(ChunkEvent.class);
            assertThat(chunks)
                    .hasSize(
                            cut(text).isEmpty()
                                    ? 0
                                    : rig.lane().only(SuccessEvent.class).getChunkCount());
            String told =
                    chunks.stream().map(chunk -> content(chunk.getDelta())).collect(Collectors.joining());
            assertThat(told)
                    .doesNotContain(secret)
                    .startsWith("So [")
                    .endsWith("].")
                    .contains(" it is, and ");
        }
    }

    private static String content(String delta) {
        assertThat(delta).as("the delta of a chunk").isNotNull();
        String from = delta.substring(delta.indexOf("\"content\":\"") + 11);
        return unescaped(from.substring(0, from.indexOf("\"}")));
    }

    @Property(tries = 60)
    void aFailure(@ForAll long seed) {
        random.setSeed(seed);
        String secret = secret();
        try (CallRig rig = rig()) {
            rig.call(CallRig.plain());
            rig.wire().answer(400, "{\"error\":{\"message\":\"bad: " + escaped(secret) + "\"}}");
            rig.loop().run();

            isNowhere(secret, rig.lane());
        }
    }
}
