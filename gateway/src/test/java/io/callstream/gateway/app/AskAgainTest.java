package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a provider is asked once more for one call, when it is not, and what is left behind on its connection. */
class AskAgainTest {
    private static final String ANSWER = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"},"
            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
    private static final String STREAM =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n"
                    + "data: [DONE]\n\n";

    private final Http http = new Http();

    @ParameterizedTest
    @DisplayName("A05: a redirect on the same host is followed with method, body and key")
    @CsvSource({"307, /new/chat?v=2", "308, ../v2/chat/completions", "307, http://127.0.0.1:PORT/elsewhere"})
    void redirectsOnTheSameHostAreFollowed(int status, String location) throws IOException {
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> wire.write(
                        asked.head().startsWith("POST /v1/chat/completions ")
                                ? redirect(status, location, asked)
                                : ScriptedProvider.json(200, ANSWER)));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.body()).isEqualTo(ANSWER);
            assertThat(provider.asked()).hasSize(2);
            assertThat(provider.asked().get(1).head())
                    .startsWith("POST ")
                    .contains("authorization: Bearer sk-provider");
            assertThat(provider.asked().get(1).body())
                    .isEqualTo(provider.asked().get(0).body());
            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(event.getAttempts()).extracting(Attempt::getHttpStatus).containsExactly(status, 200);
            assertThat(event.getAttempts()).extracting(Attempt::getReason).containsExactly("first", "redirect");
            assertThat(event.getRetryCount()).isZero();
        }
    }

    /** The place of the port in a location is the provider's own. */
    private static String redirect(int status, String location, ScriptedProvider.Asked asked) {
        String host = asked.head().replaceAll("(?is).*\r\nhost: ([^\r]*)\r\n.*", "$1");
        String place = location.replace("127.0.0.1:PORT", host);
        return ScriptedProvider.json(status, "{}").replaceFirst("\r\n", "\r\nLocation: " + place + "\r\n");
    }

    @ParameterizedTest
    @DisplayName("A05: every other redirect is named, and nothing is sent there")
    @CsvSource({
        "307, http://127.0.0.2:9/v1?key=secret, http://127.0.0.2:9/v1",
        "307, https://127.0.0.1/v1, https://127.0.0.1/v1",
        "302, /new/chat, /new/chat",
        "308, //example.org/x, example.org",
        "307, http://user:pass@127.0.0.1:PORT/x, /x",
        "307, /v1/chat/completions, /v1/chat/completions",
    })
    void otherRedirectsAreNamed(int status, String location, String named) throws IOException {
        try (ScriptedProvider provider =
                        new ScriptedProvider((asked, wire) -> wire.write(redirect(status, location, asked)));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).contains(named, "api_base").doesNotContain("secret", "pass@");
            assertThat(gateway.tape().await(FailureEvent.class).getMessage()).contains(named);
            assertThat(provider.asked()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\"}}",
                "422 | {\"detail\":[{\"loc\":[\"body\",\"stream_options\"],\"msg\":\"Extra inputs are not permitted\"}]}",
            })
    void usageThatIsRefusedIsAskedForNoMore(int status, String refusal) throws IOException {
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> wire.write(
                        asked.body().contains("stream_options")
                                ? ScriptedProvider.json(status, refusal)
                                : ScriptedProvider.answer(200, "text/event-stream", STREAM)));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            String first =
                    http.post(gateway.url(Asking.CHAT), Asking.stream("m")).body();
            String second =
                    http.post(gateway.url(Asking.CHAT), Asking.stream("m")).body();

            assertThat(first).isEqualTo(STREAM);
            assertThat(second).isEqualTo(STREAM);
            assertThat(provider.asked()).hasSize(3);
            SuccessEvent event = gateway.tape().await(SuccessEvent.class, 2).get(0);
            assertThat(event.getAttempts())
                    .extracting(Attempt::getHttpStatus, Attempt::getErrorCode)
                    .containsExactly(tuple(status, "PROVIDER_REJECTED"), tuple(200, null));
            assertThat(event.getRetryCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"stream_options\":{\"include_usage\":true}", ",\"stream_options\":{}"})
    void whatTheClientAskedForIsItsOwnError(String options) throws IOException {
        String refusal = "{\"error\":{\"message\":\"stream_options is not supported\"}}";
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(400, refusal));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.stream("m", options));

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).isEqualTo(refusal);
            assertThat(provider.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @DisplayName("X18: nothing left behind an answer reaches the next caller")
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-Half: a",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"choices\":[{}]}",
                "}}}}",
                "\r\n",
            })
    void whatIsLeftBehindEndsTheConnection(String leftover) throws IOException {
        try (ScriptedProvider provider = new ScriptedProvider(
                        (asked, wire) -> wire.write(ScriptedProvider.json(200, ANSWER) + leftover));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            for (int call = 0; call < 3; call++) {
                HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(ANSWER);
            }
            assertThat(provider.asked())
                    .extracting(ScriptedProvider.Asked::connection)
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    @DisplayName("X18: too short a length")
    void anAnswerThatGoesOnBehindItsLengthEndsTheConnection() throws IOException {
        String longer = ScriptedProvider.json(200, ANSWER) + ANSWER;
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) ->
                        wire.write(asked.connection() == 0 ? longer : ScriptedProvider.json(200, ANSWER)));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            http.post(gateway.url(Asking.CHAT), Asking.plain("m"));
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.body()).isEqualTo(ANSWER);
            assertThat(provider.asked())
                    .extracting(ScriptedProvider.Asked::connection)
                    .containsExactly(0, 1);
        }
    }
}
