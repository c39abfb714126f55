package io.callstream.sink.runtime.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.CallbackLists;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.testing.events.SampleCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("X29: what LiteLLM's settings say is not to be told is not told")
class PrivacyTest {
    @Test
    void noKeyWhereKeysAreRedacted() {
        SuccessEvent event = SampleCall.number(1).success();
        event.setMetadata(new HashMap<>(Map.of("user_api_key_alias", "ada", "feature", "greeting")));

        admitted(Map.of("litellm_settings", Map.of("redact_user_api_key_info", true)), event);

        assertThat(event.getKeyHash()).isNull();
        assertThat(event.getKeyAlias()).isNull();
        assertThat(event.getTeamId()).isNull();
        assertThat(event.getUserId()).isNull();
        assertThat(event.getMetadata()).containsOnlyKeys("feature");
        assertThat(event.getEndUser()).isEqualTo("end-user-1");
        assertThat(event.getRequestBody()).isNotNull();
    }

    @Test
    void noContentWhereACallbackLogsNoMessages() {
        SuccessEvent event = SampleCall.number(1).success();
        event.setProviderResponseBody("{\"content\":\"Hi\"}");

        admitted(Map.of("callback_settings", Map.of("otel", Map.of("message_logging", false))), event);

        assertThat(event.getRequestBody()).isNull();
        assertThat(event.getResponseBody()).isNull();
        assertThat(event.getProviderResponseBody()).isNull();
        assertThat(event.getKeyHash()).isNotNull();
    }

    @Test
    void theSinksOwnSectionWins() {
        SuccessEvent event = SampleCall.number(1).success();
        Map<String, Object> root = Map.of(
                "callback_settings", Map.of("otel", Map.of("message_logging", false)),
                "litellm_settings", Map.of("redact_user_api_key_info", true));

        admitted(root, Map.of("include_content", true, "redact_user_api_key_info", false), event);

        assertThat(event.getRequestBody()).isNotNull();
        assertThat(event.getKeyHash()).isNotNull();
    }

    @Test
    void anotherCallbacksSettingIsNoneOfOurs() {
        SuccessEvent event = SampleCall.number(1).success();
        admitted(Map.of("callback_settings", Map.of("langfuse", Map.of("message_logging", false))), event);
        assertThat(event.getRequestBody()).isNotNull();
    }

    private static void admitted(Map<String, Object> root, SuccessEvent event) {
        admitted(root, Map.of(), event);
    }

    private static void admitted(Map<String, Object> root, Map<String, Object> own, SuccessEvent event) {
        Problems problems = new Problems();
        Subscription subscription = Subscription.read(
                new RouteFilter("otel", routes -> true),
                new Section("callstream.sinks.otel", own, problems),
                CallbackLists.read(new Section("litellm_settings", Map.of(), problems)),
                Set.of(EventKind.SUCCESS),
                Subscription.Privacy.read(new Section("", root, problems), "otel"));
        problems.throwIfAny();
        assertThat(List.of(new CallFilter(subscription).admit(EventKind.SUCCESS, event)))
                .isNotEmpty();
    }
}
