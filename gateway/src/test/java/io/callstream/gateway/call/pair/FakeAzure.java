package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

/** A deployment at Azure, which speaks OpenAI's form at an address and with a key of its own. */
final class FakeAzure extends FakeOpenAi {
    @Override
    public String word() {
        return "azure";
    }

    @Override
    public String params() {
        return "model: azure/my-gpt, api_key: k-2, api_base: 'http://azure.example', api_version: 2024-10-21";
    }

    @Override
    void address(Request request) {
        assertThat(request.path()).isEqualTo("/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21");
        assertThat(request.headers()).containsEntry("api-key", "k-2");
    }
}
