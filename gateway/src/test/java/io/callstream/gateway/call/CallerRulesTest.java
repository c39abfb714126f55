package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.ChunkEvent;
import io.callstream.events.PreCallEvent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers say of themselves, as far as LiteLLM's settings believe them. */
class CallerRulesTest {
    private static final String MAPPED = """
        general_settings:
          master_key: sk-master
          user_header_name: x-unused
          user_header_mappings:
            - {header_name: X-App-User, litellm_user_role: customer}
            - {header_name: x-app-guest, litellm_user_role: customer}
            - {header_name: X-Staff, litellm_user_role: internal_user}
        """;
    private static final String SAID = ",\"user\":\"body\",\"no-log\":true,\"litellm_disabled_callbacks\":[\"slack\"]";

    private static PreCallEvent recorded(String yaml, String body, HttpHeaders headers) {
        try (CallRig rig = new CallRig(yaml + CallRig.deployment("one"))) {
            rig.call(body, headers.set("authorization", "Bearer sk-master"));
            rig.wire().answer(200, CallRig.answer("Hi"));
            return rig.lane().only(PreCallEvent.class);
        }
    }

    private static String asked(String more) {
        return CallRig.plain().replace("]}", "]" + more + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "x-app-user, ann, ann",
        "X-APP-GUEST, ann, ann",
        "x-litellm-customer-id, ann, ann",
        "x-app-user, '', body",
        "x-unused, ann, body",
    })
    void aHeaderNamesTheEndUser(String name, String value, String endUser) {
        HttpHeaders headers = new DefaultHttpHeaders().set(name, value);

        assertThat(recorded(MAPPED, asked(SAID), headers).getEndUser()).isEqualTo(endUser);
    }

    @Test
    void litellmsOwnHeaderComesFirst() {
        HttpHeaders headers = new DefaultHttpHeaders().set("x-app-user", "ann").set("x-litellm-end-user-id", "bob");

        assertThat(recorded(MAPPED, CallRig.plain(), headers).getEndUser()).isEqualTo("bob");
    }

    @Test
    void theOldSettingNamesOne() {
        HttpHeaders headers = new DefaultHttpHeaders().set("x-openwebui-user-email", "ann@example.com");
        String yaml = "general_settings: {user_header_name: X-OpenWebUI-User-Email}\n";

        assertThat(recorded(yaml, asked(SAID), headers).getEndUser()).isEqualTo("ann@example.com");
    }

    @Test
    void aHeaderNamesWhoseCallItIs() {
        HttpHeaders headers = new DefaultHttpHeaders().set("x-staff", "u-7");

        PreCallEvent event = recorded(MAPPED, asked(SAID), headers);

        assertThat(event.getUserId()).isEqualTo("u-7");
        assertThat(event.getKeyAlias()).isEqualTo("master_key");
        assertThat(event.getEndUser()).isEqualTo("body");
    }

    @Test
    void nobodyIsNamedWhereKeysAreNotTold() {
        HttpHeaders headers = new DefaultHttpHeaders().set("x-staff", "u-7");

        PreCallEvent event =
                recorded(MAPPED + "litellm_settings: {redact_user_api_key_info: true}\n", asked(SAID), headers);

        assertThat(event.getUserId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', true, 2",
        "'litellm_settings: {global_disable_no_log_param: true}', false, 0",
        "'litellm_settings: {allow_dynamic_callback_disabling: false}', true, 0",
        "'litellm_settings: {global_disable_no_log_param: false, allow_dynamic_callback_disabling: true}', true, 2",
    })
    void sinksGetWhatCallersWouldHide(String yaml, boolean hidden, int disabled) {
        HttpHeaders headers = new DefaultHttpHeaders().set("x-litellm-disable-callbacks", "langfuse");

        PreCallEvent event = recorded(yaml + "\n", asked(SAID), headers);

        assertThat(event.getNoLog()).isEqualTo(hidden);
        assertThat(event.getDisabledCallbacks()).hasSize(disabled);
    }

    @ParameterizedTest
    @CsvSource({"true, ", "false, 192.0.2.1"})
    void theCallersAddressMayBeLeftOut(boolean left, String address) {
        String yaml = "general_settings: {disable_requester_ip_address_logging: " + left + "}\n";

        assertThat(recorded(yaml, CallRig.plain(), new DefaultHttpHeaders()).getClientIp())
                .isEqualTo(address);
    }

    @Test
    void soDoesAStreamsEveryChunk() {
        String yaml = "litellm_settings: {global_disable_no_log_param: true}\n";
        try (CallRig rig = new CallRig(yaml + CallRig.deployment("one"))) {
            rig.call(CallRig.stream().replace("]}", "]" + SAID + "}"));
            rig.wire()
                    .beginStream()
                    .chunk(CallRig.frame("Hi", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();

            assertThat(rig.lane().all(ChunkEvent.class))
                    .isNotEmpty()
                    .allSatisfy(
                            chunk -> assertThat(chunk.getDisabledCallbacks()).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{header_name: 'x y', litellm_user_role: customer}]",
                "[{header_name: x-a, litellm_user_role: proxy_admin}]",
                "[{litellm_user_role: customer}]",
            })
    void aMappingThatMeansNothingIsRefused(String mappings) {
        String yaml = "general_settings: {user_header_mappings: " + mappings + "}\n" + CallRig.deployment("one");

        assertThatThrownBy(() -> CallRig.config(yaml)).hasMessageContaining("user_header_mappings[0].");
    }
}
