package io.callstream.cli.demo;

import io.callstream.cli.demo.DemoCall.Manner;
import java.util.List;

/** The calls of the demo: every endpoint, plain and streamed, and every way a call can end badly. */
final class DemoScript {
    private static final String CHAT = "/v1/chat/completions";
    private static final String COMPLETIONS = "/v1/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"weather","description":"Weather of a city",\
            "parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]""";

    private DemoScript() {}

    static List<DemoCall> calls() {
        return List.of(
                DemoCall.plain("chat", CHAT, chat("gpt-4o-mini", "\"temperature\":0.2")),
                DemoCall.plain("chat, user and tags", CHAT, chat("gpt-4o-mini", """
                        "user":"customer-7","metadata":{"tags":["demo","checkout"],"session_id":"s-1"}""")),
                DemoCall.plain("chat, several turns", CHAT, """
                        {"model":"gpt-4o-mini","messages":[{"role":"system","content":"Be brief."},\
                        {"role":"user","content":"Hello"},{"role":"assistant","content":"Hi."},\
                        {"role":"user","content":"What is a spool? \u00dcml\u00e4ute, \u65e5\u672c\u8a9e, \ud83d\ude00"}]}"""),
                DemoCall.stream("chat, stream", CHAT, stream("gpt-4o-mini", "\"max_tokens\":12")),
                DemoCall.stream("stream with usage", CHAT, stream("gpt-4o-mini", """
                        "stream_options":{"include_usage":true}""")),
                DemoCall.stream("stream, two choices", CHAT, stream("gpt-4o-mini", "\"n\":2")),
                DemoCall.stream("stream, 60 slow tokens", CHAT, stream("slow-and-steady", "\"max_tokens\":60")),
                DemoCall.stream("stream, CRLF and comments", CHAT, stream("odd-framing", "\"seed\":1")),
                DemoCall.stream("stream without usage", CHAT, stream("no-usage", "\"seed\":1")),
                DemoCall.plain("tools", CHAT, chat("with-tools", TOOLS)),
                DemoCall.stream("tools, stream", CHAT, stream("with-tools", TOOLS)),
                DemoCall.plain("completion", COMPLETIONS, """
                        {"model":"gpt-3.5-turbo-instruct","prompt":"Once upon a time","max_tokens":8}"""),
                DemoCall.stream("completion, stream", COMPLETIONS, """
                        {"model":"gpt-3.5-turbo-instruct","prompt":"Once upon a time","max_tokens":8,"stream":true}"""),
                DemoCall.plain("embedding", EMBEDDINGS, """
                        {"model":"text-embedding-3-small","input":"one text"}"""),
                DemoCall.plain("embeddings, base64", EMBEDDINGS, """
                        {"model":"text-embedding-3-small","input":["one","two"],"encoding_format":"base64"}"""),
                DemoCall.plain("rate limited", CHAT, chat("rate-limited", "\"seed\":1"))
                        .failing(Manner.PLAIN, 429),
                DemoCall.plain("provider fails", CHAT, chat("failing", "\"seed\":1"))
                        .failing(Manner.PLAIN, 500),
                DemoCall.stream("cut off midway", CHAT, stream("cut-off", "\"seed\":1"))
                        .failing(Manner.STREAM, 200),
                DemoCall.stream("error midway", CHAT, stream("error-midway", "\"seed\":1"))
                        .failing(Manner.STREAM, 200),
                DemoCall.stream("client hangs up", CHAT, stream("slow-and-steady", "\"max_tokens\":60"))
                        .failing(Manner.HANG_UP, 200),
                DemoCall.plain("invalid key", CHAT, chat("gpt-4o-mini", "\"seed\":1"))
                        .failing(Manner.WRONG_KEY, 401),
                DemoCall.plain("unknown model", CHAT, chat("gpt-0", "\"seed\":1"))
                        .failing(Manner.PLAIN, 404),
                DemoCall.plain("malformed JSON", CHAT, "{\"model\":\"gpt-4o-mini\",")
                        .failing(Manner.PLAIN, 400));
    }

    private static String chat(String model, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]," + more
                + "}";
    }

    private static String stream(String model, String more) {
        return chat(model, "\"stream\":true," + more);
    }
}
