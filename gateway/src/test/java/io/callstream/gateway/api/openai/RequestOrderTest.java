package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.ModelName;
import io.callstream.json.JsonText;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Fields of a request may stand in any order, with any space between and their names escaped: it is the same request. */
class RequestOrderTest {
    private static final int TRIES = 200;

    /** By name, as JSON. */
    private static final Map<String, String> FIELDS = fields();

    private static final Set<String> TO_THE_GATEWAY =
            Set.of("tags", "litellm_session_id", "no-log", "num_retries", "cache", "timeout", "mock_delay", "metadata");

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model", "\"group\"");
        fields.put("messages", "[{\"role\":\"user\",\"content\":\"a,}]\\\"\"}]");
        fields.put("stream", "true");
        fields.put("stream_options", "{\"include_usage\":false,\"x\":{}}");
        fields.put("temperature", "0.50");
        fields.put("tools", "[{}]");
        fields.put("user", "\"u\"");
        fields.put("something_new", "null");
        fields.put("tags", "[\"a\",\"b\"]");
        fields.put("litellm_session_id", "\"s\"");
        fields.put("no-log", "true");
        fields.put("num_retries", "3");
        fields.put("cache", "{\"ttl\":5}");
        fields.put("timeout", "2.5");
        fields.put("mock_delay", "1");
        fields.put("metadata", "{\"a\":\"b\"}");
        return fields;
    }

    @Property(tries = TRIES)
    void itIsReadTheSame(@ForAll("someFields") List<String> names, @ForAll("spaces") String space) throws Exception {
        RequestScan scan = RequestScan.of(body(names, space));

        assertThat(scan.model()).isEqualTo(names.contains("model") ? "group" : null);
        assertThat(scan.stream()).isEqualTo(names.contains("stream"));
        assertThat(scan.includeUsage()).isEqualTo(names.contains("stream_options") ? false : null);
        assertThat(scan.user()).isEqualTo(names.contains("user") ? "u" : null);
        assertThat(scan.tags()).isEqualTo(names.contains("tags") ? List.of("a", "b") : List.of());
        assertThat(scan.sessionId()).isEqualTo(names.contains("litellm_session_id") ? "s" : null);
        assertThat(scan.noLog()).isEqualTo(names.contains("no-log"));
        assertThat(scan.retries()).isEqualTo(names.contains("num_retries") ? 3 : null);
        assertThat(scan.cacheControl().ttlSeconds()).isEqualTo(names.contains("cache") ? 5L : null);
        assertThat(scan.routing().timeout() != null).isEqualTo(names.contains("timeout"));
        assertThat(scan.metadata()).isEqualTo(names.contains("metadata") ? Map.of("a", "b") : Map.of());
    }

    @Property(tries = TRIES)
    void theProviderGetsAllOfItButWhatIsSaidToTheGateway(
            @ForAll("someFields") List<String> names, @ForAll("spaces") String space) throws Exception {
        OpenAiRequest request = OpenAiRequest.read(body(names, space), null);
        Map<String, JsonValue> expected = values(names);
        expected.keySet().removeAll(TO_THE_GATEWAY);
        expected.put("model", new JsonValue.Text("gpt"));

        assertThat(sent(request, false, true)).isEqualTo(new JsonValue.Obj(expected));
        Map<String, JsonValue> all = values(names);
        all.put("model", new JsonValue.Text("gpt"));
        assertThat(sent(request, false, false)).isEqualTo(new JsonValue.Obj(all));
    }

    @Property(tries = TRIES)
    void usageCanBeAskedForInAllOfThem(@ForAll("someFields") List<String> names, @ForAll("spaces") String space)
            throws Exception {
        OpenAiRequest request = OpenAiRequest.read(body(names, space), null);

        JsonValue.Obj options = sent(request, true, true).object("stream_options");

        assertThat(options).isNotNull();
        assertThat(options.get("include_usage")).isEqualTo(new JsonValue.Flag(true));
        assertThat(options.get("x") != null).isEqualTo(names.contains("stream_options"));
    }

    @Property(tries = TRIES)
    void aChangeIsTheSameInAllOfThem(@ForAll("someFields") List<String> names, @ForAll("spaces") String space)
            throws Exception {
        OpenAiRequest request = OpenAiRequest.read(body(names, space), null);
        RequestChange change = new RequestChange(
                "{\"role\":\"system\"}",
                Map.of("temperature", "1", "n", "2"),
                Map.of("user", "\"v\"", "seed", "7"),
                null,
                null,
                null);

        JsonValue.Obj changed = sent((OpenAiRequest) new OpenAiApi().change(request, change), false, true);

        assertThat(changed.list("messages")).hasSize(names.contains("messages") ? 2 : 1);
        assertThat(changed.list("messages").get(0)).hasToString("{\"role\":\"system\"}");
        assertThat(changed.get("temperature")).hasToString("1");
        assertThat(changed.get("n")).hasToString("2");
        assertThat(changed.get("seed")).hasToString("7");
        assertThat(changed.text("user")).isEqualTo(names.contains("user") ? "u" : "v");
    }

    private static JsonValue.Obj sent(OpenAiRequest request, boolean usage, boolean cut) {
        byte[] body = request.body(ModelName.of("gpt"), usage, cut).toBytes();
        return (JsonValue.Obj) OddJson.read(new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, JsonValue> values(List<String> names) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, OddJson.read(String.valueOf(FIELDS.get(name)))));
        return values;
    }

    /** Every second name has its first letter escaped. */
    private static Slice body(List<String> names, String space) throws InvalidRequestException {
        StringBuilder body = new StringBuilder(space + "{" + space);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String written = i % 2 == 0
                    ? JsonText.quoted(name)
                    : "\"\\u00" + Integer.toHexString(name.charAt(0)) + name.substring(1) + "\"";
            body.append(i == 0 ? "" : "," + space)
                    .append(written)
                    .append(space)
                    .append(':')
                    .append(space)
                    .append(FIELDS.get(name))
                    .append(space);
        }
        return Slice.of(body.append('}').append(space).toString());
    }

    @Provide
    Arbitrary<List<String>> someFields() {
        return Arbitraries.shuffle(List.copyOf(FIELDS.keySet()))
                .flatMap(all -> Arbitraries.integers().between(0, all.size()).map(count -> all.subList(0, count)));
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.of("", " ", "\r\n\t ");
    }
}
