package io.callstream.gateway.prompt;

import java.util.function.Consumer;

/** One prompt at its source. Only for the event loop of whoever asks for it. */
public interface StoredPrompt {
    PromptKey key();

    /** Asks the source; the answer comes once, later, on the same loop. */
    void fetch(Consumer<Fetched> then);
}
