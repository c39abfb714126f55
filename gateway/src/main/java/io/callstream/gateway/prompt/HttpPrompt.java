package io.callstream.gateway.prompt;

import java.net.URI;
import java.util.function.Consumer;

/** A prompt that is kept at a server. */
record HttpPrompt(PromptKey key, URI url, PromptClient.Header credential, Answers answers, At at)
        implements StoredPrompt {
    /** How it is asked for. */
    record At(PromptClient client, long timeoutNanos) {}

    @Override
    public void fetch(Consumer<Fetched> then) {
        at.client().get(url, credential, at.timeoutNanos(), answer -> then.accept(answers.of(answer)));
    }
}
