package io.callstream.gateway.stage.hook;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.hook.HookMode;
import java.util.List;

/** Has request hooks look at a call before it is routed: they may change, reject or annotate it. */
public final class PreCallStage implements Stage {
    private final List<ConfiguredHook> hooks;
    private final HookPool pool;

    public PreCallStage(Hooks hooks) {
        this.hooks = hooks.of(HookMode.PRE_CALL);
        this.pool = hooks.pool();
    }

    @Override
    public String name() {
        return "hooks";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        if (hooks.isEmpty() || asked == null) {
            return Step.CONTINUE;
        }
        return new Step.Later(new PreCallHooks(call, asked, hooks, pool).begin());
    }
}
