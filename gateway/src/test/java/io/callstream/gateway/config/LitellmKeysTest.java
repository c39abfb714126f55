package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table of LiteLLM's keys is true: what it calls without effect is left out, what it says stops the start does. */
class LitellmKeysTest {
    /** With what has to stand beside some of them. */
    private static final String FILE = """
        {"model_list": [{"model_name": "m", "litellm_params": {"model": "openai/m"}}],
         "prompts": [{"prompt_id": "p", "litellm_params": {"prompt_integration": "file"}}],
         "general_settings": {"pass_through_endpoints": [{"path": "/x", "target": "http://t.example"}]},
         "litellm_settings": {"default_team_settings": [{"team_id": "t"}], "cache": true, "cache_params": {"type": "local"}}}
        """;

    private static Stream<LitellmKey> rows(LitellmKey.Kind kind) {
        return LitellmKeys.all().rows().stream().filter(row -> row.kind() == kind);
    }

    private static String path(LitellmKey row) {
        return row.key().replace("[]", "[0]").replaceAll("\\*$", "some");
    }

    /** Those whose mapping is no key itself: such a one is told as a whole. */
    private static List<LitellmKey> alone(LitellmKey.Kind kind) {
        return rows(kind)
                .filter(row -> rows(kind)
                        .noneMatch(other -> path(row).startsWith(path(other) + ".")
                                || path(row).startsWith(path(other) + "[")))
                .toList();
    }

    private static String file(Stream<LitellmKey> rows, List<String> accepted) throws InvalidJsonException {
        Map<String, Object> root = mutable(PlainValues.readObject(Slice.of(FILE)));
        root.put("callstream", Map.of("accept_ignored", accepted));
        rows.forEach(row -> put(root, path(row)));
        return PlainValues.write(root);
    }

    private static Map<String, Object> mutable(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), mutableValue(value)));
        return copy;
    }

    private static Object mutableValue(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(LitellmKeysTest::mutableValue).toList();
        }
        return value instanceof Map<?, ?> map ? mutable(map) : value;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> root, String path) {
        Map<String, Object> at = root;
        String[] parts = path.split("\\.");
        for (String part : List.of(parts).subList(0, parts.length - 1)) {
            boolean list = part.endsWith("[0]");
            String name = list ? part.substring(0, part.length() - 3) : part;
            Object inside = at.computeIfAbsent(
                    name,
                    key -> list ? List.of(new LinkedHashMap<String, Object>()) : new LinkedHashMap<String, Object>());
            at = (Map<String, Object>) (inside instanceof List<?> items ? items.get(0) : inside);
        }
        at.put(parts[parts.length - 1], 7L);
    }

    @Test
    void noRowIsHiddenBehindAnother() {
        assertThat(LitellmKeys.all().rows())
                .allSatisfy(row -> assertThat(LitellmKeys.all().find(path(row))).contains(row))
                .allSatisfy(row -> assertThat(row.says()).isNotBlank());
    }

    @Test
    void whatWouldDoHarmStopsTheStart() throws InvalidJsonException {
        List<LitellmKey> rows = alone(LitellmKey.Kind.STOPS);

        assertThat(Configs.problems(file(rows.stream(), List.of())))
                .containsExactlyInAnyOrderElementsOf(rows.stream()
                        .map(row -> path(row) + ": cannot be left out without harm. " + row.says()
                                + " Remove it, or name it in callstream.accept_ignored")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0]", "[]"})
    void whatIsAcceptedDoesNot(String item) throws InvalidJsonException {
        List<LitellmKey> rows = alone(LitellmKey.Kind.STOPS);
        List<String> accepted =
                rows.stream().map(row -> path(row).replace("[0]", item)).toList();

        assertThat(Configs.read(file(rows.stream(), accepted)).ignoredKeys())
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(LitellmKeysTest::path).toList());
    }

    @Test
    void whatHasNoEffectIsLeftOutAndSaid() throws InvalidJsonException {
        List<LitellmKey> rows = alone(LitellmKey.Kind.NOTHING);
        GatewayConfig config = Configs.read(file(rows.stream(), List.of()));

        assertThat(config.ignoredKeys())
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(LitellmKeysTest::path).toList());
        assertThat(config.notes().unknown()).isEmpty();
        assertThat(config.deployments().get(0).endpoint().parameters().defaults())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "litellm_settings: {drop_parms: true}               | litellm_settings.drop_parms (did you mean drop_params?)",
                "general_settings: {master_kye: k}                  | general_settings.master_kye (did you mean master_key?)",
                "router_settings: {whatever: 1}                     | router_settings.whatever",
                "router_settings: {retry_policy: {some: 1}}         | router_settings.retry_policy.some",
            })
    void aKeyThatIsNoneOfThemIsTold(String yaml, String unknown) {
        assertThat(Configs.read(Configs.MODEL + yaml).notes().unknown()).containsExactly(unknown);
        assertThat(Configs.read(Configs.MODEL + yaml).strictly()).containsExactly(unknown + ": is not a known key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "litellm_setings: {}     | litellm_setings: is no section (did you mean litellm_settings?)",
                "callback_setings: {}    | callback_setings: is no section (did you mean callback_settings?)",
                "anchors: {}             | anchors: is no section (what only holds anchors can be named x-...)",
            })
    void aSectionThatIsNoneIsRefused(String yaml, String problem) {
        assertThat(Configs.problems(Configs.MODEL + yaml)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({"x-anchors", ".anchors"})
    void whatOnlyHoldsAnchorsIsNoSection(String name) {
        assertThat(Configs.read(Configs.MODEL + name + ": {a: 1}").strictly()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "presidio               | callstream.redaction takes personal data and credentials out of what is recorded and sent.",
                "hide_secrets           | callstream.redaction takes personal data and credentials out of what is recorded and sent.",
                "lakera_prompt_injection | a request hook can be one (callstream.hooks).",
            })
    void aGuardrailAmongTheCallbacksStopsTheStart(String name, String says) {
        String yaml = Configs.MODEL + "litellm_settings: {success_callback: [postgres, " + name + "]}\n";

        assertThat(Configs.problems(yaml))
                .containsExactly("litellm_settings.success_callback: names " + name + ". Guardrails do not run here; "
                        + says + " Remove it, or name litellm_settings.success_callback." + name
                        + " in callstream.accept_ignored");
        for (String accepted :
                List.of("litellm_settings.success_callback", "litellm_settings.success_callback." + name)) {
            assertThat(Configs.problems(yaml + "callstream: {accept_ignored: [" + accepted + "]}"))
                    .isEmpty();
        }
    }

    @Test
    void aKeyThatAsksForNothingDoesNoHarm() {
        assertThat(
                        Configs.problems(
                                Configs.MODEL
                                        + "general_settings: {custom_auth: '', enable_jwt_auth: false, default_team_disabled: null}\nguardrails: []"))
                .isEmpty();
    }
}
