package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.Annotations;
import io.callstream.gateway.limit.Hold;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What runs beside a call's attempts, if anything does, and the answer that waits for it. Only for the call's event loop. */
final class AnswerGuard {
    private static final CallCheck.Result FAILED = new CallCheck.Result(
            new CallError(GatewayError.INTERNAL, "The check beside the call failed."), Annotations.NONE);

    private final @Nullable CallCheck check;
    private final @Nullable HeldAnswer held;
    private final ClientChannel client;
    private @Nullable Future<CallCheck.Result> running;
    private boolean over;

    /**
     * @param check null where nothing waits
     * @param hold of the memory that a waiting answer takes
     */
    AnswerGuard(@Nullable CallCheck check, ClientChannel client, Hold hold) {
        this.check = check;
        this.over = check == null;
        this.held = check == null ? null : new HeldAnswer(client, hold);
        this.client = held == null ? client : held;
    }

    /** What answers are written to. */
    ClientChannel client() {
        return client;
    }

    /** Whether what is written is kept. */
    boolean holds() {
        return held != null && !held.open();
    }

    /** @param decided hears of the decision once, unless it is cancelled before */
    void begin(Consumer<CallCheck.Result> decided) {
        if (check == null) {
            return;
        }
        Future<CallCheck.Result> begun = check.begin();
        running = begun;
        begun.addListener((Future<CallCheck.Result> done) -> {
            if (!over) {
                over = true;
                decided.accept(done.isSuccess() ? done.getNow() : FAILED);
            }
        });
    }

    /** Nobody is interested in the decision any more; whether there was one to come. */
    boolean cancel() {
        boolean news = !over;
        over = true;
        if (running != null) {
            running.cancel(false);
        }
        return news;
    }

    /** The answer goes out. */
    void letGo() {
        if (held != null) {
            held.letGo();
        }
    }

    /** The answer is forgotten; another one takes its place. */
    void forget() {
        if (held != null) {
            held.forget();
        }
    }

    /** Nobody is left to decide anything for. */
    void clientGone() {
        cancel();
        if (held != null) {
            held.clientGone();
        }
    }
}
