package io.callstream.gateway.stage.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.RecordingClient;
import io.callstream.gateway.upstream.ProviderWire;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request says of its prompt: at which source it is asked for, by which name and account, and what is refused. */
class PromptRequestTest {
    private static final String NO_RETRIES = CallRig.deployment("one") + "router_settings: {num_retries: 0}\n";
    private static final String OURS = NO_RETRIES + """
            callstream:
              prompts:
                langfuse: {host: "https://langfuse.example/base/", public_key: pk-ours, secret_key: sk-ours,
                           allowed_hosts: [other.example]}
                humanloop: {base_url: "http://humanloop.example/v5", api_key: hl-ours}
            """;

    private static String ask(String fields) {
        return "{\"model\":\"m\"," + fields + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    private static String message(RecordingClient client) {
        String body = client.body();
        return body.substring(body.indexOf("\"message\":\"") + 11, body.indexOf("\",\"type\""));
    }

    /** What a source of prompts was asked; empty when none was. */
    private static String asked(CallRig rig) {
        return rig.upstream().wires().stream()
                .map(ProviderWire::requests)
                .filter(sent -> sent.startsWith("GET "))
                .findFirst()
                .orElse("");
    }

    private static String basic(String pair) {
        return "authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "prompt_id":7                                        | prompt_id                             | one string
        "prompt_id":["p"]                                    | prompt_id                             | one string
        "prompt_id":""                                       | prompt_id                             | a string that is not empty
        "prompt_id":"  "                                     | prompt_id                             | a string that is not empty
        "prompt_id":"p","prompt_label":1                     | prompt_label                          | one string
        "prompt_id":"p","prompt_version":true                | prompt_version                        | a number or a string
        "prompt_id":"p","prompt_version":""                  | prompt_version                        | a string that is not empty
        "prompt_id":"p","langfuse_prompt_version":{}         | langfuse_prompt_version               | a number or a string
        "prompt_id":"p","prompt_variables":[]                | prompt_variables                      | one object
        "prompt_id":"p","prompt_variables":"x"               | prompt_variables                      | one object
        "prompt_id":"p","ignore_prompt_manager_model":"yes"  | ignore_prompt_manager_model           | a boolean
        "prompt_id":"p","ignore_prompt_manager_optional_params":1 | ignore_prompt_manager_optional_params | a boolean
        "prompt_id":"p","langfuse_public_key":"pk"           | langfuse_secret_key                   | it with the other key of the Langfuse project
        "prompt_id":"p","langfuse_secret":"sk"               | langfuse_public_key                   | it with the other key of the Langfuse project
        "prompt_id":"p","langfuse_secret_key":"sk"           | langfuse_public_key                   | it with the other key of the Langfuse project
        "prompt_id":"p","langfuse_host":"https://evil.example" | langfuse_host                       | the configured server or one of callstream.prompts.langfuse.allowed_hosts, and not another one
        "prompt_id":"p","langfuse_host":"other.example"      | langfuse_host                         | langfuse_public_key and langfuse_secret_key with it, which are that server's
        "prompt_id":"p","langfuse_host":"ftp://other.example" | langfuse_host                        | an address such as https://cloud.langfuse.com
        "prompt_id":"p","humanloop_api_key":"os.environ/HOME" | humanloop_api_key                    | the value itself (os.environ/NAME is resolved in the configuration only)
        "prompt_id":"p","langfuse_public_key":" os.environ/X" | langfuse_public_key                  | the value itself (os.environ/NAME is resolved in the configuration only)
        """)
    void whatCannotBeIsNamedWithWhatWasExpected(String fields, String field, String expected) {
        try (CallRig rig = new CallRig(OURS)) {
            RecordingClient client = rig.call(ask(fields));

            assertThat(client.status()).isEqualTo("400");
            assertThat(message(client)).isEqualTo("Invalid '" + field + "': expected " + expected + ".");
            assertThat(client.body()).contains("\"param\":\"" + field + "\",\"code\":\"invalid_request\"");
            assertThat(rig.upstream().wires()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "prompt_id":"p"                                             | /base/api/public/v2/prompts/p
        "prompt_id":"a/b c+ä"                                       | /base/api/public/v2/prompts/a%2Fb%20c%2B%C3%A4
        "prompt_id":"p","prompt_label":"a&b"                        | /base/api/public/v2/prompts/p?label=a%26b
        "prompt_id":"p","prompt_version":3                          | /base/api/public/v2/prompts/p?version=3
        "prompt_id":"p","prompt_version":"3"                        | /base/api/public/v2/prompts/p?version=3
        "prompt_id":"p","langfuse_prompt_version":4                 | /base/api/public/v2/prompts/p?version=4
        "prompt_id":"p","prompt_version":3,"langfuse_prompt_version":4 | /base/api/public/v2/prompts/p?version=3
        "prompt_id":"p","prompt_version":3,"prompt_label":"l"       | /base/api/public/v2/prompts/p?version=3
        "prompt_id":"p","prompt_version":null,"prompt_label":null   | /base/api/public/v2/prompts/p
        """)
    void langfuseIsAskedForTheNamedVersion(String fields, String target) {
        try (CallRig rig = new CallRig(OURS)) {
            RecordingClient client = rig.call(ask(fields));

            assertThat(asked(rig))
                    .startsWith("GET " + target + " HTTP/1.1\r\nhost: langfuse.example\r\n")
                    .contains(basic("pk-ours:sk-ours"), "accept-encoding: identity\r\n");
            rig.hangUp(client);
        }
    }

    @ParameterizedTest
    @CsvSource({"langfuse_secret_key", "langfuse_secret"})
    void aRequestsOwnAccountGoesToItsOwnServer(String secret) {
        try (CallRig rig = new CallRig(OURS)) {
            RecordingClient client = rig.call(ask("\"prompt_id\":\"p\",\"langfuse_host\":\"http://other.example\","
                    + "\"langfuse_public_key\":\" pk-own \",\"" + secret + "\":\"sk-own\""));

            assertThat(asked(rig))
                    .contains("host: other.example\r\n", basic("pk-own:sk-own"))
                    .doesNotContain("ours");
            rig.hangUp(client);
        }
    }

    @Test
    void humanloopIsAskedWithTheKeyOfTheRequest() {
        try (CallRig rig = new CallRig(OURS)) {
            RecordingClient client =
                    rig.call(ask("\"prompt_id\":\"pr_1\",\"humanloop_api_key\":\"hl-own\",\"prompt_label\":\"prod\""));

            assertThat(asked(rig))
                    .startsWith("GET /v5/prompts/pr_1?environment=prod HTTP/1.1\r\nhost: humanloop.example\r\n")
                    .contains("x-api-key: hl-own\r\n");
            rig.hangUp(client);
        }
    }

    @Test
    void humanloopIsTheUsualSourceWhereItIsTheOnlyOne() {
        String only = NO_RETRIES
                + "callstream: {prompts: {humanloop: {base_url: 'http://humanloop.example', api_key: hl-ours}}}\n";
        try (CallRig rig = new CallRig(only)) {
            RecordingClient client = rig.call(ask("\"prompt_id\":\"pr_1\",\"prompt_version\":\"prv_2\""));

            assertThat(asked(rig))
                    .startsWith("GET /v5/prompts/pr_1?version_id=prv_2 HTTP/1.1\r\n")
                    .contains("x-api-key: hl-ours\r\n");
            rig.hangUp(client);
        }
    }

    @Test
    void whereNoSourceIsSetUpThatIsSaid() {
        try (CallRig rig = new CallRig(NO_RETRIES)) {
            assertThat(message(rig.call(ask("\"prompt_id\":\"p\""))))
                    .isEqualTo(
                            "The request names a prompt, and neither it nor the configuration says where prompts are kept"
                                    + " (an account of Langfuse or Humanloop, or callstream.prompts.file.directory).");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        langfuse/m  | The prompt is kept at Langfuse, and neither the request nor the configuration has an account for it (langfuse_public_key and langfuse_secret_key, or LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY).
        humanloop/m | The prompt is kept at Humanloop, and neither the request nor the configuration has an account for it (humanloop_api_key, or HUMANLOOP_API_KEY).
        dotprompt/m | The prompt is kept as a file, and the gateway has no folder of prompts (callstream.prompts.file.directory).
        """)
    void aSourceWithoutAnAccountIsNotAsked(String model, String message) {
        try (CallRig rig = new CallRig(NO_RETRIES)) {
            RecordingClient client =
                    rig.call(ask("\"prompt_id\":\"p\"").replace("\"model\":\"m\"", "\"model\":\"" + model + "\""));

            assertThat(client.status()).isEqualTo("400");
            assertThat(message(client)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"langfuse/m", "humanloop/m", "dotprompt/m", "file/m"})
    void aModelWhosePromptIsElsewhereNeedsItsName(String model) {
        try (CallRig rig = new CallRig(OURS)) {
            RecordingClient client = rig.call("{\"model\":\"" + model + "\",\"messages\":[]}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(message(client))
                    .isEqualTo(
                            "The model takes its prompt from elsewhere, and neither the request nor the configuration names"
                                    + " one: expected prompt_id.");
        }
    }

    @Test
    void onlyAChatTakesAPrompt() {
        try (CallRig rig = new CallRig(OURS)) {
            RecordingClient client = rig.call(
                    new OpenAiApi(), "/v1/embeddings", "{\"model\":\"m\",\"input\":\"x\",\"prompt_id\":\"p\"}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(message(client))
                    .isEqualTo(
                            "Invalid 'prompt_id': expected a chat completion, which is the only call that takes a prompt.");
        }
    }

    @Test
    void fieldsOfThePromptDoNotReachTheProviderAndAccountsNoEvent() {
        try (CallRig rig = new CallRig(OURS)) {
            RecordingClient client = rig.call(ask("\"prompt_id\":\"p\",\"prompt_variables\":{\"a\":\"secret\"},"
                    + "\"langfuse_public_key\":\"pk-own\",\"langfuse_secret_key\":\"sk-own\""));
            List<ProviderWire> wires = rig.upstream().wires();
            wires.get(0).answer(404, "{}");

            assertThat(client.status()).isEqualTo("404");
            assertThat(rig.lane().only(FailureEvent.class).toString())
                    .doesNotContain("sk-own")
                    .doesNotContain("pk-own");
        }
    }

    @Test
    void theClientsParametersGiveWayToThePromptsAndTheGatewaysOwnAreNot() {
        try (CallRig rig = new CallRig(OURS)) {
            RecordingClient client = rig.call(ask("\"prompt_id\":\"p\",\"temperature\":1,\"top_p\":0.5"));
            rig.upstream()
                    .wires()
                    .get(0)
                    .answer(
                            200,
                            "{\"prompt\":\"Hi\",\"config\":{\"temperature\":0.1,\"stream\":true,\"mock_response\":\"x\","
                                    + "\"metadata\":{},\"api_key\":\"k\",\"seed\":3}}");
            String sent = rig.upstream().wires().get(1).requests();

            assertThat(sent)
                    .contains("\"temperature\":0.1", "\"top_p\":0.5", "\"seed\":3")
                    .contains(
                            "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"user\",\"content\":\"Hello\"}]")
                    .doesNotContain("\"stream\"", "mock_response", "api_key", "prompt_id");
            rig.upstream().wires().get(1).answer(200, CallRig.answer("Hi"));
            assertThat(client.status()).isEqualTo("200");
        }
    }
}
