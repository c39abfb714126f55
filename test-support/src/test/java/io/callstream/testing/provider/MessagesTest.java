package io.callstream.testing.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulated provider refuses as Anthropic does; Anthropic's own client judges the rest, in {@code conformance}. */
class MessagesTest {
    private static final String KEY = "sk-a";

    private final SimulatedProvider provider =
            SimulatedProvider.start(ProviderOptions.forTests().withApiKey(KEY));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'max_tokens':9                                      | messages: Field required",
                "'messages':[]                                       | max_tokens: Field required",
                "'max_tokens':9,'messages':[]                        | messages: Input should be a valid value",
                "'max_tokens':9,'messages':[{'role':'system','content':'a'}] | messages.0.role",
                "'max_tokens':9,'messages':[{'role':'user','content':[]}]    | messages.0: must have non-empty content",
                "'max_tokens':9,'n':2,'messages':[{'role':'user','content':'a'}] | n: Extra inputs are not permitted",
                "'max_tokens':9,'temperature':2,'messages':[{'role':'user','content':'a'}] | temperature: range: 0..1",
                "'max_tokens':9,'thinking':{'type':'enabled','budget_tokens':1024},'messages':[{'role':'user','content':'a'}] | budget_tokens",
            })
    void refusesWhatAnthropicRefuses(String fields, String named) throws Exception {
        HttpResponse<String> answer = post(KEY, "{'model':'sim-text'," + fields + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"type\":\"invalid_request_error\"", named);
    }

    @Test
    void knowsItsKeyAndItsModels() throws Exception {
        String ask = "{'model':'sim-nothing','max_tokens':9,'messages':[{'role':'user','content':'a'}]}";

        assertThat(post("sk-b", ask).body()).contains("\"type\":\"authentication_error\"");
        assertThat(post(KEY, ask).body()).contains("\"type\":\"not_found_error\"");
    }

    @Test
    void tellsTheTimeAtWhichEachPieceWasSent() throws Exception {
        String ask =
                "{'model':'sim-stamped-1ms-3','stream':true,'max_tokens':9,'messages':[{'role':'user','content':'a'}]}";

        List<Long> times = post(KEY, ask)
                .body()
                .lines()
                .filter(line -> line.contains("text_delta"))
                .map(line -> Long.parseLong(line.replaceAll(".*t=(\\d{19}).*", "$1")))
                .toList();

        assertThat(times).hasSize(3).isSorted().allMatch(time -> time > 0);
    }

    private HttpResponse<String> post(String key, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.url() + "/v1/messages"))
                .header("x-api-key", key)
                .header("anthropic-version", "2023-06-01")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
