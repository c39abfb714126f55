package io.callstream.console.run;

import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** A call of what people, models and attackers write: markup, both directions of writing, long words, long texts, tools. */
final class OddCall {
    private static final int NUMBER = 40_000;
    private static final String SCRIPT =
            "</script><script>window.reached = 1</script><img src=x onerror='window.reached = 1'>";

    private OddCall() {}

    static String id() {
        return SampleCall.number(NUMBER).callId();
    }

    static List<SpecificRecord> events() {
        SuccessEvent end = SampleCall.number(NUMBER).success();
        end.setRequestBody(request());
        end.setResponseBody(response());
        end.setMetadata(Map.of(SCRIPT, SCRIPT));
        end.setEndUser(SCRIPT);
        end.setUserAgent("an-agent-of-one-word-".repeat(12));
        end.setTags(List.of("t".repeat(120)));
        return List.of(SampleCall.number(NUMBER).preCall(), end);
    }

    private static String request() {
        return """
                {"messages": [
                  {"role": "system", "content": "%1$s"},
                  {"role": "user", "content": "%2$s"},
                  {"role": "assistant", "content": null, "tool_calls": [{"function": {"name": "look_up", "arguments": "{\\"q\\": 1}"}}]},
                  {"role": "tool", "tool_call_id": "c1", "content": "%3$s"},
                  {"role": "user", "content": "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd"}],
                 "tools": [{"type": "function", "function": {"name": "%4$s"}}]}
                """.formatted(SCRIPT, "x".repeat(9_000), "found ".repeat(2_000), "a_tool_".repeat(20));
    }

    private static String response() {
        return "{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"" + SCRIPT + "line\\n".repeat(300)
                + "\"}}]}";
    }
}
