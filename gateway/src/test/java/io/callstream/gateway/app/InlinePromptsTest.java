package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prompts whose text stands in the configuration, as LiteLLM's documentation has them. */
class InlinePromptsTest {
    private final Http http = new Http();
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.toAll(provider.apiBase(), """
                prompts:
                  - prompt_id: greeting
                    litellm_params:
                      prompt_id: greeting
                      prompt_integration: dotprompt
                      prompt_data:
                        greeting:
                          content: "Hello {{name}}, about {{topic}}."
                          metadata: {temperature: 0.7, max_tokens: 150}
                  - prompt_id: talk
                    litellm_params:
                      prompt_id: talk
                      prompt_integration: dotprompt
                      dotprompt_content: |
                        ---
                        temperature: 0.2
                        ---
                        System: {% if strict %}Be brief.{% else %}Take your time.{% endif %}

                        User: {% for each in points %}- {{ each }}
                        {% endfor %}
                """);
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    private HttpResponse<String> ask(String more) {
        String body = "{'model':'gpt-4o'," + more + ",'messages':[{'role':'user','content':'Go'}]}";
        return http.post(gateway.url(Asking.CHAT), body.replace('\'', '"'));
    }

    private String sent() {
        return provider.received().get(provider.received().size() - 1).requestText();
    }

    @Test
    void theTextIsFilledAndItsParametersCount() {
        assertThat(ask("'prompt_id':'greeting','prompt_variables':{'name':'Ann','topic':'tea'}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(sent())
                .contains("Hello Ann, about tea.", "\"temperature\":0.7", "\"max_tokens\":150")
                .doesNotContain("prompt_id");
        assertThat(gateway.tape().await(SuccessEvent.class, 1).get(0).getPromptId())
                .isEqualTo("greeting");
    }

    @Test
    void statementsAreFollowedWithTheCallersValues() {
        assertThat(ask("'prompt_id':'talk','prompt_variables':{'strict':true,'points':['one','two']}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent()).contains("Be brief.", "- one\\u000a- two", "\"role\":\"system\"");

        HttpResponse<String> missing = ask("'prompt_id':'talk','prompt_variables':{'strict':false}");
        HttpResponse<String> wrong = ask("'prompt_id':'talk','prompt_variables':{'points':7}");

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("prompt_variables: points");
        assertThat(wrong.body()).contains("goes through a value that is no list");
    }

    @Test
    void aVersionThatItHasNotIsNotFound() {
        assertThat(ask("'prompt_id':'greeting','prompt_version':3,'prompt_variables':{'name':'A','topic':'b'}")
                        .statusCode())
                .isEqualTo(404);
    }
}
