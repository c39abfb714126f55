package io.callstream.gateway.stage.hook;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.hook.HookMode;
import java.util.List;

/** Has request hooks look at a call while its provider is asked; the last stage, so that they see what the provider does. */
public final class DuringCallStage implements Stage {
    private final List<ConfiguredHook> hooks;
    private final HookPool pool;

    public DuringCallStage(Hooks hooks) {
        this.hooks = hooks.of(HookMode.DURING_CALL);
        this.pool = hooks.pool();
    }

    @Override
    public String name() {
        return "hooks beside the call";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        if (hooks.isEmpty() || asked == null) {
            return Step.CONTINUE;
        }
        String model = asked.model() == null ? "" : asked.model();
        List<ConfiguredHook> taking = hooks.stream()
                .filter(hook -> hook.config().filter().takes(model, call.key()))
                .toList();
        if (!taking.isEmpty()) {
            call.checkBeside(new DuringCallHooks(call, asked, taking, pool));
        }
        return Step.CONTINUE;
    }
}
