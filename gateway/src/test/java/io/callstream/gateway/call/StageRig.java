package io.callstream.gateway.call;

import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.identity.Grant;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls that meet the stages under test once they have been read; those that get through go to a provider who is not asked further. */
public final class StageRig implements AutoCloseable {
    private static final String CONFIG = """
        model_list:
          - {model_name: "*", litellm_params: {model: openai/*, api_base: "http://one.example/v1", api_key: sk-p, timeout: 5}}
        router_settings: {num_retries: 0}
        """;

    private final CallRig rig;

    public StageRig(Stage... stages) {
        this.rig = CallRig.afterReading(CONFIG, stages);
    }

    /** Calls come by a key that may do this. */
    public static StageRig as(@Nullable ApiKey key, Grant grant, Stage... stages) {
        Stage admitting = stage("admitting", call -> {
            call.admit(key, grant);
            return Step.CONTINUE;
        });
        return new StageRig(
                Stream.concat(Stream.of(admitting), Stream.of(stages)).toArray(Stage[]::new));
    }

    /** A stage that does this. */
    public static Stage stage(String name, Function<PendingCall, Step> run) {
        return new Stage() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Step run(PendingCall call) {
                return run.apply(call);
            }
        };
    }

    /** A chat as it is answered: {@code passed}, or status and body of a refusal. */
    public String chat(String json, String... headers) {
        return call("/v1/chat/completions", json, headers);
    }

    /** @param headers names and values by turns */
    public String call(String path, String json, String... headers) {
        HttpHeaders all = new DefaultHttpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        RecordingClient client = rig.call(new OpenAiApi(), path, json.replace('\'', '"'), all);
        if (!client.received().isEmpty()) {
            return client.status() + " " + client.body();
        }
        rig.hangUp(client);
        return "passed";
    }

    /** Kinds of events that were told, in order. */
    public List<String> told() {
        return rig.lane().told().stream().map(each -> each.kind().name()).toList();
    }

    @Override
    public void close() {
        rig.close();
    }
}
