package io.callstream.gateway.prompt;

import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A prompt that is kept at a server.
 *
 * @param ask makes the request, which is needed when it is not known
 */
record HttpPrompt(PromptKey key, Supplier<Ask> ask, PromptClient client, long timeoutNanos) implements StoredPrompt {
    /** A request for it, and what the answers mean. */
    record Ask(URI url, PromptClient.Header credential, Answers answers) {}

    @Override
    public void fetch(Consumer<Fetched> then) {
        Ask request = ask.get();
        client.get(
                request.url(),
                request.credential(),
                timeoutNanos,
                answer -> then.accept(request.answers().of(answer)));
    }
}
