package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.upstream.ProviderWire;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call whose model group has failed goes to the groups that take its place, and its events tell so. */
class FallbackTest {
    private static final String BROKEN = "{\"error\":{\"message\":\"broken\"}}";
    private static final String TOO_LONG =
            "{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\"}}";
    private static final String REFUSED = "{\"error\":{\"message\":\"no\",\"code\":\"content_filter\"}}";
    private static final String GROUPS = "model_list:\n"
            + CallRig.item("m", "one", "")
            + CallRig.item("second", "two", "")
            + CallRig.item("third", "three", "")
            + CallRig.item("long", "large", "");

    private static CallRig rig(String router) {
        return new CallRig(GROUPS + "router_settings: {num_retries: 0, " + router + "}\n");
    }

    private static String asking(String fields) {
        return "{" + fields + ",\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
    }

    private static void answerAll(CallRig rig, RecordingClient client, int status, String body) {
        for (int i = 0; i < 20 && client.answers() == 0; i++) {
            rig.wire().answer(status, body);
            rig.advance(Duration.ofSeconds(2));
        }
    }

    private static List<String> deployments(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::getDeploymentId).toList();
    }

    @Test
    void theFallbackAnswersUnderItsOwnModelAndTheEventSaysSo() {
        try (CallRig rig = rig("fallbacks: [{m: [second]}]")) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(500, BROKEN);
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).isEqualTo("200");
            assertThat(client.received())
                    .contains("x-litellm-attempted-retries: 0\r\n")
                    .contains("x-litellm-attempted-fallbacks: 1\r\n")
                    .contains("x-litellm-max-fallbacks: 5\r\n")
                    .contains("x-litellm-model-id: two\r\n")
                    .contains("x-litellm-model-group: second\r\n");
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getModelGroup()).isEqualTo("m");
            assertThat(event.getFallbackFrom()).isEqualTo("m");
            assertThat(event.getRetryCount()).isZero();
            assertThat(event.getRoutingStrategy()).isEqualTo("simple-shuffle");
            assertThat(event.getAttempts())
                    .extracting(Attempt::getDeploymentId, Attempt::getReason, Attempt::getErrorCode)
                    .containsExactly(tuple("one", "first", "PROVIDER_ERROR"), tuple("two", "fallback", null));
        }
    }

    @Test
    void aCallThatItsOwnGroupAnswersSaysNothingOfFallbacks() {
        try (CallRig rig = rig("fallbacks: [{m: [second]}]")) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.received())
                    .contains("x-litellm-attempted-fallbacks: 0\r\n")
                    .doesNotContain("max-fallbacks");
            assertThat(rig.lane().only(SuccessEvent.class).getFallbackFrom()).isNull();
        }
    }

    @Test
    void everyGroupIsTriedAsOftenAsItSaysItself() {
        String yaml = "model_list:\n"
                + CallRig.item("m", "one", "num_retries: 1")
                + CallRig.item("second", "two", "num_retries: 2")
                + "router_settings: {fallbacks: [{m: [second]}]}\n";
        try (CallRig rig = new CallRig(yaml)) {
            RecordingClient client = rig.call(CallRig.plain());
            answerAll(rig, client, 503, BROKEN);

            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getAttempts())
                    .extracting(Attempt::getDeploymentId, Attempt::getReason)
                    .containsExactly(
                            tuple("one", "first"),
                            tuple("one", "retry"),
                            tuple("two", "fallback"),
                            tuple("two", "retry"),
                            tuple("two", "retry"));
            assertThat(event.getRetryCount()).isEqualTo(3);
            assertThat(event.getFallbackFrom()).isEqualTo("m");
            assertThat(client.received()).contains("x-litellm-attempted-retries: 3\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fallbacks: [{m: [second, third]}]                             | one,two,three",
                "fallbacks: [{m: [second]}, {second: [third]}]                 | one,two,three",
                "fallbacks: [{m: [second, long]}, {second: [third]}]           | one,two,three,large",
                "fallbacks: [{m: [second]}, {second: [m]}]                     | one,two",
                "fallbacks: [{'*': [third]}]                                   | one,three",
                "fallbacks: [{'*': [third]}, {m: [second]}]                    | one,two,three",
                "fallbacks: [{second: [third]}], default_fallbacks: [second]   | one,two,three",
                "default_fallbacks: [second, third, long]                      | one,two,three,large",
                "default_fallbacks: [second, third, long], max_fallbacks: 2    | one,two,three",
                "default_fallbacks: [second], max_fallbacks: 0                 | one",
                "fallbacks: [{m: [nowhere, second]}]                           | one,two",
                "fallbacks: [{m: [three]}]                                     | one,three",
                "context_window_fallbacks: [{m: [long]}]                       | one",
            })
    void theConfigurationSaysWhereCallsGo(String router, String deployments) {
        try (CallRig rig = rig(router)) {
            RecordingClient client = rig.call(CallRig.plain());
            answerAll(rig, client, 500, BROKEN);

            assertThat(deployments(rig.lane().only(FailureEvent.class).getAttempts()))
                    .containsExactly(deployments.split(","));
        }
    }

    @Test
    void litellmSettingsCountWhereTheRouterSaysNothing() {
        try (CallRig rig = new CallRig(GROUPS
                + "litellm_settings: {num_retries: 0, fallbacks: [{m: [third]}],"
                + " context_window_fallbacks: [{m: [long]}], default_fallbacks: [second]}\n")) {
            RecordingClient client = rig.call(CallRig.plain());
            answerAll(rig, client, 500, BROKEN);

            assertThat(deployments(rig.lane().only(FailureEvent.class).getAttempts()))
                    .containsExactly("one", "three", "two");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "context | one,large,two",
                "policy  | one,three,two",
                "broken  | one,two",
            })
    void theKindOfErrorChoosesTheList(String kind, String deployments) {
        String router = "fallbacks: [{'*': [second]}], context_window_fallbacks: [{m: [long]}],"
                + " content_policy_fallbacks: [{m: [third]}]";
        try (CallRig rig = rig(router)) {
            RecordingClient client = rig.call(CallRig.plain());
            switch (kind) {
                case "context" -> rig.wire().answer(400, TOO_LONG);
                case "policy" -> rig.wire().answer(400, REFUSED);
                default -> rig.wire().answer(500, BROKEN);
            }
            answerAll(rig, client, 500, BROKEN);

            assertThat(deployments(rig.lane().only(FailureEvent.class).getAttempts()))
                    .containsExactly(deployments.split(","));
        }
    }

    @Test
    void theEventNamesAPromptThatIsTooLong() {
        try (CallRig rig = rig("max_fallbacks: 1")) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(400, TOO_LONG);

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).isEqualTo(TOO_LONG);
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CONTEXT_WINDOW_EXCEEDED");
        }
    }

    @Test
    void theNumber429InATextIsNoRateLimit() {
        try (CallRig rig = new CallRig(GROUPS + "router_settings: {num_retries: 3}\n")) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(400, "{\"error\":{\"message\":\"429 rate limit context_length_exceeded\"}}");

            assertThat(client.status()).isEqualTo("400");
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_REJECTED");
            assertThat(event.getAttempts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"fallbacks\":[\"third\"]                                   | one,three",
                "\"fallbacks\":[{\"model\":\"third\"},\"long\"]              | one,three,large",
                "\"fallbacks\":[{\"m\":[\"third\"]},{\"third\":[\"long\"]}]  | one,three,large",
                "\"fallbacks\":[]                                            | one",
                "\"fallbacks\":null                                          | one,two",
                "\"disable_fallbacks\":true                                  | one",
                "\"disable_fallbacks\":false                                 | one,two",
                "\"context_window_fallbacks\":[{\"m\":[\"long\"]}]           | one,two",
            })
    void theRequestComesBeforeTheConfiguration(String fields, String deployments) {
        try (CallRig rig = rig("fallbacks: [{m: [second]}]")) {
            RecordingClient client = rig.call(asking(fields));
            answerAll(rig, client, 500, BROKEN);

            assertThat(deployments(rig.lane().only(FailureEvent.class).getAttempts()))
                    .containsExactly(deployments.split(","));
            assertThat(rig.upstream().wires())
                    .extracting(ProviderWire::requests)
                    .allSatisfy(request -> assertThat(request).doesNotContain("fallbacks"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"fallbacks\":\"third\"",
                "\"fallbacks\":[1]",
                "\"fallbacks\":[{\"model\":\"third\",\"messages\":[]}]",
                "\"fallbacks\":[{\"m\":[1]}]",
                "\"disable_fallbacks\":1",
                "\"timeout\":\"five\"",
                "\"timeout\":\"NaN\"",
                "\"timeout\":0",
                "\"stream_timeout\":-1",
            })
    void whatCannotBeIsRefused(String field) {
        try (CallRig rig = rig("max_fallbacks: 1")) {
            RecordingClient client = rig.call(asking(field));

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains(field.substring(1, field.indexOf(':') - 1));
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }

    /** What decides whether a key may ask for them. */
    @Test
    void theRequestTellsEveryModelThatItNames() throws InvalidRequestException {
        String body = asking("\"fallbacks\":[\"a\",{\"m\":[\"b\"]}],\"context_window_fallbacks\":[{\"*\":[\"c\"]}],"
                + "\"content_policy_fallbacks\":[{\"model\":\"d\"}]");

        assertThat(new OpenAiApi().read(Slice.of(body), null).routing().named())
                .containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(new OpenAiApi()
                        .read(Slice.of(CallRig.plain()), null)
                        .routing()
                        .named())
                .isEmpty();
    }

    @Test
    void anErrorInPlaceOfAStreamFallsBackOneWithinDoesNot() {
        try (CallRig rig = rig("fallbacks: [{m: [second]}, {second: [third]}]")) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire()
                    .beginStream()
                    .chunk("data: {\"error\":{\"message\":\"overloaded\",\"code\":500}}\n\n")
                    .endChunks();
            rig.wire().beginStream().chunk(CallRig.frame("Hi", null));
            rig.wire().close();

            assertThat(client.body()).contains("Hi").doesNotContain("overloaded");
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(deployments(event.getAttempts())).containsExactly("one", "two");
            assertThat(event.getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }

    @Test
    void whoHangsUpIsNotFollowedToAnotherGroup() {
        try (CallRig rig = rig("fallbacks: [{m: [second]}]")) {
            RecordingClient client = rig.call(CallRig.plain());
            client.hangUp();
            rig.handle().clientGone();
            rig.advance(Duration.ofSeconds(10));

            assertThat(rig.upstream().wires()).hasSize(1);
            assertThat(rig.lane().only(FailureEvent.class).getFallbackFrom()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"timeout\":1           |                        | 1000",
                "\"request_timeout\":1.5 |                        | 1500",
                "\"timeout\":\"2.5\"     |                        | 2500",
                "\"timeout\":2           | x-litellm-timeout: 1   | 2000",
                "\"user\":\"u\"          | x-litellm-timeout: 0.5 | 500",
                "\"user\":\"u\"          | x-litellm-timeout: no  | 5000",
                "\"user\":\"u\"          | x-litellm-timeout: -1  | 5000",
            })
    void theRequestSaysHowLongAnAttemptMayTake(String field, String header, long millis) {
        try (CallRig rig = rig("max_fallbacks: 0")) {
            DefaultHttpHeaders headers = new DefaultHttpHeaders();
            if (header != null) {
                headers.add(header.split(": ")[0], header.split(": ")[1]);
            }
            RecordingClient client = rig.call(asking(field), headers);

            rig.advance(Duration.ofMillis(millis - 100));
            assertThat(client.answers()).isZero();

            rig.advance(Duration.ofMillis(200));
            assertThat(client.status()).isEqualTo("504");
            assertThat(rig.wire().requests()).doesNotContain("timeout");
        }
    }
}
