package io.callstream.gateway.stage.hook;

import io.callstream.gateway.call.CallCheck;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.event.Annotations;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.hook.HookMode;
import io.callstream.hook.HookRequest;
import io.callstream.hook.HookResult;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hooks beside one call, all at once: it passes when all have let it pass, and the first rejection ends it. */
final class DuringCallHooks implements CallCheck {
    private final PendingCall call;
    private final ApiRequest asked;
    private final List<ConfiguredHook> hooks;
    private final HookPool pool;
    private final Promise<Result> decision;
    private final List<Future<HookOutcome>> running = new ArrayList<>();
    private Annotations annotations = Annotations.NONE;
    private int open;

    DuringCallHooks(PendingCall call, ApiRequest asked, List<ConfiguredHook> hooks, HookPool pool) {
        this.call = call;
        this.asked = asked;
        this.hooks = hooks;
        this.pool = pool;
        this.decision = call.executor().newPromise();
        this.open = hooks.size();
    }

    @Override
    public Future<Result> begin() {
        EventExecutor loop = call.executor();
        HookRequest request = HookRequests.of(call, asked, HookMode.DURING_CALL);
        decision.addListener(done -> running.forEach(each -> each.cancel(false)));
        for (ConfiguredHook hook : hooks) {
            if (decision.isDone()) {
                break;
            }
            Future<HookOutcome> begun = new HookRun(hook, pool, loop, request).begin();
            running.add(begun);
            begun.addListener((Future<HookOutcome> done) -> {
                if (done.isSuccess() && !decision.isDone()) {
                    decided(hook, done.getNow());
                }
            });
        }
        return decision;
    }

    private void decided(ConfiguredHook hook, HookOutcome outcome) {
        CallError rejection = rejection(hook, outcome);
        open--;
        if (rejection != null || open == 0) {
            decision.trySuccess(new Result(rejection, annotations));
        }
    }

    private @Nullable CallError rejection(ConfiguredHook hook, HookOutcome outcome) {
        if (outcome instanceof HookOutcome.Failed failed) {
            return HookErrors.failed(hook.config(), failed.fault());
        }
        HookResult result = ((HookOutcome.Decided) outcome).result();
        if (result instanceof HookResult.Reject reject) {
            hook.meter().rejected();
            annotations = annotations.and(HookErrors.annotations(reject.annotations()));
            return HookErrors.rejected(hook.config(), reject.message());
        }
        if (result instanceof HookResult.Change) {
            hook.meter().failed(HookFault.INVALID);
            return HookErrors.failed(hook.config(), HookFault.INVALID);
        }
        if (result instanceof HookResult.Annotate annotate) {
            annotations = annotations.and(HookErrors.annotations(annotate.annotations()));
        }
        return null;
    }
}
