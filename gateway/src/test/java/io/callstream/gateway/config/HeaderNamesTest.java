package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that the file names: whom they tell of, and which are added to requests. */
class HeaderNamesTest {
    private static CallerConfig callers(String general) {
        return Configs.read(Configs.MODEL + "general_settings: {" + general + "}")
                .calls()
                .callers();
    }

    /** Nobody could ever present a key, or a name, in such a header. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "litellm_key_header_name: 'x key'      | litellm_key_header_name: is 'x key'",
                "litellm_key_header_name: 'x-key:'     | litellm_key_header_name: is 'x-key:'",
                "user_header_name: 'x user'            | user_header_name: is 'x user'",
                "user_header_mappings: [{header_name: 'x user', litellm_user_role: customer}]"
                        + "| user_header_mappings[0].header_name: is 'x user'",
            })
    void whatNoHeaderCanBeCalledIsRefused(String general, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "general_settings: {" + general + "}"))
                .containsExactly("general_settings." + problem + ", which no header can be called");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "litellm_key_header_name: X-Our-Key   | X-Our-Key",
                "litellm_key_header_name: ' X-Our '   | X-Our",
                "litellm_key_header_name: ''          |",
                "master_key: k                        |",
            })
    void aKeyMayComeInAHeaderOfItsOwn(String general, @Nullable String header) {
        assertThat(Configs.read(Configs.MODEL + "general_settings: {" + general + "}")
                        .auth()
                        .keyHeader()
                        .orElse(null))
                .isEqualTo(header);
    }

    @Test
    void mappingsSayWhomAHeaderNames() {
        CallerConfig callers = callers("user_header_name: x-not-this, user_header_mappings: ["
                + "{header_name: X-Customer, litellm_user_role: customer},"
                + "{header_name: X-User, litellm_user_role: internal_user},"
                + "{header_name: X-Other, litellm_user_role: customer},"
                + "{header_name: X-Second, litellm_user_role: internal_user}]");

        assertThat(callers.endUserHeaders()).containsExactly("X-Customer", "X-Other");
        assertThat(callers.userHeader()).contains("X-User");
    }

    @Test
    void oneMappingMayStandAlone() {
        assertThat(callers("user_header_mappings: {header_name: x-user, litellm_user_role: internal_user}"))
                .isEqualTo(new CallerConfig(List.of(), Optional.of("x-user"), true, true, true));
    }

    @Test
    void withoutMappingsOneNameIsEnough() {
        assertThat(callers("user_header_name: ' x-user '").endUserHeaders()).containsExactly("x-user");
        assertThat(callers("user_header_name: '', disable_requester_ip_address_logging: true"))
                .isEqualTo(new CallerConfig(List.of(), Optional.empty(), true, true, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{header_name: x}                           | [0].litellm_user_role: is missing (expected customer or"
                        + " internal_user)",
                "{litellm_user_role: customer}              | [0].header_name: is missing",
                "{header_name: x, litellm_user_role: admin} | [0].litellm_user_role: is 'admin' (expected one of customer,"
                        + " internal_user)",
            })
    void aMappingSaysBoth(String mapping, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "general_settings: {user_header_mappings: [" + mapping + "]}"))
                .containsExactly("general_settings.user_header_mappings" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                                            | true  | true",
                "allow_dynamic_callback_disabling: false                                     | true  | false",
                "global_disable_no_log_param: true                                           | false | false",
                "global_disable_no_log_param: true, allow_dynamic_callback_disabling: true   | false | false",
            })
    void whatCallersMayLeaveOut(@Nullable String litellm, boolean hides, boolean disables) {
        CallerConfig callers = Configs.read(
                        Configs.MODEL + "litellm_settings: {" + (litellm == null ? "" : litellm) + "}")
                .calls()
                .callers();

        assertThat(callers.hides()).isEqualTo(hides);
        assertThat(callers.disables()).isEqualTo(disables);
    }

    private static Map<String, String> headers(String params) {
        return Configs.deployment("model: openai/m, " + params)
                .endpoint()
                .parameters()
                .headers();
    }

    @Test
    void headersAreAddedByTheirNamesInLowerCase() {
        assertThat(headers("headers: {X-A: 1, X-B: b}, extra_headers: {x-b: c}, organization: org-1"))
                .isEqualTo(Map.of("x-a", "1", "x-b", "c", "openai-organization", "org-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "content-length",
                "Transfer-Encoding",
                "accept-encoding",
                "te",
                "trailer",
                "upgrade",
                "expect",
                "keep-alive",
                "proxy-connection",
                "traceparent",
                "tracestate",
            })
    void thoseOfTheConnectionAreTheGateways(String name) {
        assertThat(Configs.wrong("model: openai/m, extra_headers: {" + name + ": x}", Map.of()))
                .containsExactly("extra_headers: has '" + name + "', which is no header that can be set here");
    }

    @Test
    void oneThatNoHeaderCanBeCalledIsLeftOutWithAWarning() {
        GatewayConfig config = Configs.read(Configs.entry("model: openai/m, headers: {'x y': 1, x-z: 2}"));

        assertThat(config.deployments().get(0).endpoint().parameters().headers())
                .containsOnlyKeys("x-z");
        assertThat(config.notes().warnings())
                .containsExactly(
                        "model_list[0].litellm_params.headers.x y: is no name of a header, so that it is left out");
    }

    @Test
    void aVariableThatIsNotSetWouldLeaveOutAKey() {
        assertThat(Configs.wrong("model: openai/m, headers: {x-key: os.environ/NOT_SET}", Map.of()))
                .containsExactly("headers.x-key: needs environment variable NOT_SET, which is not set");
        assertThat(Configs.deployments("model: openai/m, headers: {x-key: os.environ/SET}", Map.of("SET", "v"))
                        .get(0)
                        .endpoint()
                        .parameters()
                        .headers())
                .isEqualTo(Map.of("x-key", "v"));
    }
}
