package io.callstream.gateway.stage.hook;

import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.call.RecordingClient;
import io.callstream.gateway.config.HooksConfig;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.hook.HookRequest;
import io.callstream.hook.HookResult;
import io.callstream.hook.RequestHook;
import io.callstream.hook.RequestHookFactory;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls with request hooks, whose decisions arrive when the test lets them. */
final class HookRig implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Telemetry telemetry = new Telemetry();
    private final Hooks hooks;
    private final CallRig calls;

    /** @param items of {@code callstream.hooks}, each naming one of the factories */
    HookRig(String items, RequestHookFactory... factories) {
        this(items, "", factories);
    }

    /** @param more keys of {@code callstream} */
    HookRig(String items, String more, RequestHookFactory... factories) {
        String yaml = CallRig.deployment("one") + "router_settings: {num_retries: 0}\ncallstream:\n  hooks: " + items
                + "\n" + more;
        HooksConfig config = CallRig.config(yaml).calls().hooks();
        hooks = Hooks.open(
                config,
                HookSource.of(HookCatalogue.of(factories)),
                new HookMeters(telemetry),
                new ActiveCalls(telemetry.calls()));
        calls = CallRig.afterReading(yaml, new PreCallStage(hooks), new DuringCallStage(hooks));
    }

    /** What a hook does. */
    interface Check {
        HookResult of(HookRequest request) throws Exception;
    }

    /** A factory of hooks that do so, and that the rig sees. */
    static RequestHookFactory factory(String name, RequestHook hook) {
        return new RequestHookFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public RequestHook create(Map<String, Object> settings) {
                return hook;
            }
        };
    }

    CallRig calls() {
        return calls;
    }

    RecordingClient call(String body) {
        RecordingClient client = calls.call(body);
        settle();
        return client;
    }

    /** Whatever hooks have decided so far has arrived, as long as they run on one thread. */
    void settle() {
        for (int round = 0; round < 4; round++) { // a decision may begin the next check
            CountDownLatch behind = new CountDownLatch(1);
            while (!taken(behind)) {
                Thread.onSpinWait();
            }
            await(behind);
            calls.loop().run();
        }
    }

    private boolean taken(CountDownLatch behind) {
        try {
            hooks.pool().execute(behind::countDown);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // the check before it is just ending
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not come in time");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What is counted under this name, with these labels. */
    double counted(String metric, String labels) {
        return telemetry
                .scrape()
                .lines()
                .filter(line -> line.startsWith(metric + "{" + labels + "} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    @Override
    public void close() {
        hooks.close();
        calls.close();
    }
}
