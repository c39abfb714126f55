package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that go on to an address as they come, and the providers whose paths do. */
class PassThroughTest {
    private static final String PLACE = "general_settings.pass_through_endpoints[0].";

    private static String file(String entry) {
        return Configs.MODEL + "general_settings: {pass_through_endpoints: [{target: 'https://t.example/a', " + entry
                + "}]}";
    }

    private static PassThroughPath read(String entry) {
        return Configs.read(file("path: /v1/rerank, " + entry))
                .passThrough()
                .paths()
                .get(0);
    }

    @Test
    void aPathNeedsItsPlaceAndItsTargetOnly() {
        PassThroughPath path = read("auth: true");

        assertThat(path.path()).isEqualTo("/v1/rerank");
        assertThat(path.below()).isFalse();
        assertThat(path.methods()).isEqualTo(Set.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        assertThat(path.forwardsHeaders()).isFalse();
        assertThat(path.defaults()).isEmpty();
        assertThat(path.target().id()).isEqualTo("pass_through/v1/rerank");
        assertThat(path.target().model()).isEqualTo("v1/rerank");
        assertThat(path.target().apiBase()).hasToString("https://t.example/a");
        assertThat(path.target().price()).isEmpty();
        assertThat(path.target().apiKey()).isEmpty();
    }

    @Test
    void everythingElseIsTaken() {
        PassThroughPath path =
                read("include_subpath: true, forward_headers: true, methods: [POST, GET], cost_per_request: 0.5,"
                        + " default_query_params: {version: 2}, headers: {X-A: b}");

        assertThat(path.below()).isTrue();
        assertThat(path.forwardsHeaders()).isTrue();
        assertThat(path.methods()).isEqualTo(Set.of("GET", "POST"));
        assertThat(path.defaults()).isEqualTo(Map.of("version", "2"));
        assertThat(path.target().endpoint().parameters().headers()).isEqualTo(Map.of("x-a", "b"));
        assertThat(path.target().price().orElseThrow().perToken())
                .isEqualTo(Map.of("input_cost_per_request", new BigDecimal("0.5")));
    }

    /** What is known to be a key is masked where the target repeats it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorization: 'Bearer sk-1' | sk-1",
                "Authorization: 'basic abc'   | abc",
                "authorization: sk-1          | sk-1",
                "x-api-key: sk-1              | sk-1",
                "x-team: a                    |",
                "authorization: 'Bearer '     |",
            })
    void theKeyAmongTheHeadersIsKnown(String header, @Nullable String key) {
        assertThat(read("headers: {" + header + "}")
                        .target()
                        .apiKey()
                        .map(secret -> secret.reveal())
                        .orElse(null))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "v1", "/v1/", "/v1/*", "/v1//x", "/v1/../x", "/.well", "/a b", "/ä", "/v1?x", "/v1/{id}"})
    void aPathThatIsNoneIsNamed(String path) {
        assertThat(Configs.problems(file("path: '" + path + "'")))
                .containsExactly(PLACE + "path: is '" + path
                        + "' (expected a path such as /v1/rerank, without * and a slash at its end)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path: /x, auth: false                  | auth: is false (expected true: every path needs a key where the"
                        + " gateway has keys)",
                "path: /x, methods: [GET, TRACE]        | methods: has 'TRACE' (expected GET, POST, PUT, PATCH, DELETE)",
                "path: /x, methods: [get]               | methods: has 'get' (expected GET, POST, PUT, PATCH, DELETE)",
                "path: /x, cost_per_request: -1         | cost_per_request: is -1 (expected 0 to 1000000000)",
                "path: /x, default_query_params: [a]    | default_query_params: expected a mapping of keys to values",
                "path: /x, headers: {host2: [a]}        | headers.host2: expected a single value",
                "auth: true                             | path: is missing",
            })
    void whatIsWrongIsNamed(String entry, String problem) {
        assertThat(Configs.problems(file(entry))).containsExactly(PLACE + problem);
    }

    @Test
    void aTargetIsNeeded() {
        String entries = "general_settings: {pass_through_endpoints: [{path: /x}, {path: /y, target: here}]}";

        assertThat(Configs.problems(Configs.MODEL + entries))
                .containsExactly(
                        PLACE + "target: is missing",
                        "general_settings.pass_through_endpoints[1].target: is no address (expected http://... or"
                                + " https://...)");
    }

    @Test
    void onePathMayLeadElsewhereForOtherMethods() {
        List<PassThroughPath> paths = Configs.read(Configs.MODEL
                        + "callstream: {pass_through: [{path: /x, target: 'http://a.b', methods: [GET]},"
                        + " {path: /x, target: 'http://c.d', methods: [POST]}]}")
                .passThrough()
                .paths();

        assertThat(paths)
                .extracting(path -> path.target().apiBase().toString())
                .containsExactly("http://a.b", "http://c.d");
    }

    private static PassThrough providers(String callstream) {
        return Configs.read("model_list: [{model_name: a, litellm_params: {model: openai/a}},"
                        + " {model_name: b, litellm_params: {model: groq/b}}, {model_name: c, litellm_params: {model: groq/c}}]\n"
                        + "callstream: {" + callstream + "}")
                .passThrough();
    }

    @Test
    void theProvidersOfAllDeploymentsPassUnlessSomeAreNamed() {
        List<Deployment> others = List.of(Configs.deployment("model: mistral/x"));

        assertThat(providers("").providers()).containsExactly("openai", "groq");
        assertThat(providers("pass_through_providers: [groq]").providers()).containsExactly("groq");
        assertThat(providers("pass_through_providers: []").providers()).isEmpty();
        assertThat(providers("").of(others).providers()).containsExactly("mistral");
        assertThat(providers("pass_through_providers: [groq]").of(others).providers())
                .containsExactly("groq");
        assertThat(providers("").and(others)).containsExactlyElementsOf(others);
    }

    @Test
    void aProviderThatNothingIsServedByIsNamed() {
        assertThat(Configs.problems(Configs.MODEL + "callstream: {pass_through_providers: [groq]}"))
                .containsExactly("callstream.pass_through_providers: has 'groq', of which model_list has no deployment"
                        + " (expected some of [openai])");
    }
}
