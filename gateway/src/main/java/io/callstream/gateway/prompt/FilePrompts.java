package io.callstream.gateway.prompt;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.netty.util.concurrent.EventExecutor;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** A folder of files as a source: read on a thread that may block. */
public final class FilePrompts {
    private final Executor blocking;
    private final EventExecutor loop;

    /** @param blocking reads files */
    public FilePrompts(Executor blocking, EventExecutor loop) {
        this.blocking = blocking;
        this.loop = loop;
    }

    private record FilePrompt(PromptKey key, PromptFolder folder, Wanted wanted, FilePrompts from)
            implements StoredPrompt {
        @Override
        public void fetch(Consumer<Fetched> then) {
            from.read(folder, wanted, then);
        }
    }

    /** A prompt that needs no reading. */
    private record InlinePrompt(PromptKey key, String text, Wanted wanted, EventExecutor loop) implements StoredPrompt {
        @Override
        public void fetch(Consumer<Fetched> then) {
            loop.execute(() -> then.accept(PromptFolder.inline(text, wanted)));
        }
    }

    StoredPrompt inline(PromptKey key, String text, Wanted wanted) {
        return new InlinePrompt(key, text, wanted, loop);
    }

    StoredPrompt prompt(PromptKey key, Path directory, Wanted wanted) {
        return new FilePrompt(key, new PromptFolder(directory), wanted, this);
    }

    private void read(PromptFolder folder, Wanted wanted, Consumer<Fetched> then) {
        try {
            blocking.execute(() -> {
                Fetched read = folder.read(wanted);
                loop.execute(() -> then.accept(read));
            });
        } catch (RejectedExecutionException e) {
            Fetched busy = new Fetched.Failed(new CallError(
                    GatewayError.OVERLOADED, "The gateway has no thread free to read the prompt's file."));
            loop.execute(() -> then.accept(busy));
        }
    }
}
