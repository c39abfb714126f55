package io.callstream.gateway.stage.hook;

import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestEdits;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.RequestRewrite;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.hook.HookMode;
import io.callstream.hook.HookResult;
import io.callstream.hook.RequestChange;
import io.callstream.json.Slice;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hooks before one call, one after the other: each sees what those before it have made of the request. */
final class PreCallHooks {
    private final PendingCall call;
    private final List<ConfiguredHook> hooks;
    private final HookPool pool;
    private final Promise<Step> step;
    private final ApiRequest asked;
    private int next;
    private @Nullable Future<HookOutcome> running;

    PreCallHooks(PendingCall call, ApiRequest asked, List<ConfiguredHook> hooks, HookPool pool) {
        this.call = call;
        this.asked = asked;
        this.hooks = hooks;
        this.pool = pool;
        this.step = call.executor().newPromise();
    }

    Future<Step> begin() {
        step.addListener(done -> {
            if (running != null) {
                running.cancel(false);
            }
        });
        ask();
        return step;
    }

    private void ask() {
        while (next < hooks.size() && !takes(hooks.get(next))) {
            next++;
        }
        if (next == hooks.size()) {
            step.trySuccess(Step.CONTINUE);
            return;
        }
        ConfiguredHook hook = hooks.get(next++);
        Future<HookOutcome> begun =
                new HookRun(hook, pool, call.executor(), HookRequests.of(call, asked(), HookMode.PRE_CALL)).begin();
        running = begun;
        begun.addListener((Future<HookOutcome> done) -> {
            if (done.isSuccess() && !step.isDone()) {
                CallError error = apply(hook, done.getNow());
                if (error == null) {
                    ask();
                } else {
                    step.trySuccess(new Step.Reject(error));
                }
            }
        });
    }

    private boolean takes(ConfiguredHook hook) {
        String model = asked().model();
        return hook.config().filter().takes(model == null ? "" : model, call.key());
    }

    /** Null when the call goes on. */
    private @Nullable CallError apply(ConfiguredHook hook, HookOutcome outcome) {
        if (outcome instanceof HookOutcome.Failed failed) {
            return HookErrors.failed(hook.config(), failed.fault());
        }
        HookResult result = ((HookOutcome.Decided) outcome).result();
        if (result instanceof HookResult.Reject reject) {
            hook.meter().rejected();
            call.annotate(HookErrors.annotations(reject.annotations()));
            return HookErrors.rejected(hook.config(), reject.message());
        }
        if (result instanceof HookResult.Annotate annotate) {
            call.annotate(HookErrors.annotations(annotate.annotations()));
        } else if (result instanceof HookResult.Change change) {
            return change(hook, change);
        }
        return null;
    }

    private @Nullable CallError change(ConfiguredHook hook, HookResult.Change change) {
        try {
            CallError error = change(change.change());
            if (error == null) {
                call.annotate(HookErrors.annotations(change.annotations()));
            }
            return error;
        } catch (InvalidRequestException e) {
            hook.meter().failed(HookFault.INVALID);
            return HookErrors.failed(hook.config(), HookFault.INVALID);
        }
    }

    private @Nullable CallError change(RequestChange change) throws InvalidRequestException {
        Endpoint endpoint = call.request().endpoint();
        ApiRequest now = asked();
        Slice body = now.info(endpoint.operation()).body();
        boolean inPath = endpoint.model() != null;
        RequestEdits edits =
                new RequestEdits(change.texts(), inPath ? null : change.model(), change.fields(), change.removed());
        Slice edited = endpoint.api().edited(body == null ? Slice.EMPTY : body, edits);
        return RequestRewrite.apply(call, now, edited, change.model() == null ? now.model() : change.model());
    }

    /** As the hooks so far have left it. */
    private ApiRequest asked() {
        ApiRequest now = call.asked();
        return now == null ? asked : now;
    }
}
