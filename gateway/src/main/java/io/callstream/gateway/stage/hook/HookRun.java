package io.callstream.gateway.stage.hook;

import io.callstream.hook.HookRequest;
import io.callstream.hook.HookResult;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One check of one request: handed to the pool, given up when its time has passed or nobody is interested any more. Begun and
 * ended on an event loop; the hook itself runs on a thread of the pool.
 */
final class HookRun {
    private static final Logger log = LoggerFactory.getLogger(HookRun.class);

    private final ConfiguredHook hook;
    private final HookPool pool;
    private final EventExecutor loop;
    private final Promise<HookOutcome> outcome;
    private final FutureTask<HookResult> task;

    HookRun(ConfiguredHook hook, HookPool pool, EventExecutor loop, HookRequest request) {
        this.hook = hook;
        this.pool = pool;
        this.loop = loop;
        this.outcome = loop.newPromise();
        this.task = new FutureTask<>(() -> check(request)) {
            @Override
            protected void done() {
                decided();
            }
        };
    }

    /** @return completed on the event loop; to be cancelled when nobody is interested any more */
    Future<HookOutcome> begin() {
        hook.meter().began();
        Future<?> limit = loop.schedule(
                () -> settle(new HookOutcome.Failed(HookFault.TIMEOUT)),
                hook.config().timeout().toNanos(),
                TimeUnit.NANOSECONDS);
        outcome.addListener((Future<HookOutcome> done) -> {
            limit.cancel(false);
            giveUp();
        });
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            settle(new HookOutcome.Failed(HookFault.FULL));
        }
        return outcome;
    }

    private HookResult check(HookRequest request) throws Exception {
        long began = System.nanoTime();
        try {
            return hook.hook().check(request);
        } finally {
            hook.meter().took(System.nanoTime() - began);
        }
    }

    /** On a thread of the pool, or on that of whoever gave up. */
    private void decided() {
        HookOutcome result = result();
        if (result != null) {
            try {
                loop.execute(() -> settle(result));
            } catch (RejectedExecutionException e) {
                log.debug("a hook decided after the gateway had stopped", e);
            }
        }
    }

    /** Null when it was given up. */
    private @Nullable HookOutcome result() {
        try {
            HookResult result = task.get();
            return HookOutcome.of(result);
        } catch (CancellationException e) {
            return null; // whoever gave up has said what that means
        } catch (ExecutionException e) {
            warn(String.valueOf(
                    e.getCause() == null ? e : e.getCause().getClass().getName()));
            return new HookOutcome.Failed(HookFault.THROWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HookOutcome.Failed(HookFault.THROWN);
        }
    }

    private void settle(HookOutcome result) {
        if (outcome.trySuccess(result) && result instanceof HookOutcome.Failed failed) {
            hook.meter().failed(failed.fault());
            if (failed.fault() != HookFault.THROWN) {
                warn(failed.fault().tag());
            }
        }
    }

    private void giveUp() {
        if (task.cancel(true)) {
            pool.remove(task);
        }
    }

    /** The message of an exception may quote the request. */
    private void warn(String reason) {
        if (hook.meter().warns(System.nanoTime())) {
            log.warn(
                    "hook failed: hook={} reason={} on_failure={}",
                    hook.config().name(),
                    reason,
                    hook.config().onFailure());
        }
    }
}
