package io.callstream.gateway.config;

import io.callstream.settings.Section;
import io.callstream.settings.Similar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads what {@code litellm_params} says about the call itself. What is no key of LiteLLM's is a parameter of the
 * provider's, as in LiteLLM: {@code top_k: 40} is sent.
 */
final class CallParametersReader {
    private static final Set<String> OWN = Set.of("model", "stream", "stream_options", "messages", "prompt", "input");
    private static final List<String> ADDRESSES = List.of("api_base", "base_url", "api_key", "custom_llm_provider");
    private static final Set<String> LIKE_ADDRESSES = Set.of(
            "url",
            "apiurl",
            "endpoint",
            "apiendpoint",
            "endpointurl",
            "host",
            "apihost",
            "hostname",
            "address",
            "key",
            "apitoken",
            "authtoken",
            "accesstoken",
            "bearertoken",
            "baseuri",
            "server",
            "serverurl",
            "openaiapibase",
            "openaiapikey",
            "openaibaseurl");

    private final Section params;
    private final KeyJudge judge;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, String> forced = new LinkedHashMap<>();

    CallParametersReader(Section params, KeyJudge judge) {
        this.params = params;
        this.judge = judge;
    }

    /** Call it when all else of the section has been read. */
    CallParameters read() {
        headers.putAll(HeaderLines.read(params, "headers"));
        headers.putAll(HeaderLines.read(params, "extra_headers"));
        params.text("organization").ifPresent(id -> headers.put("openai-organization", id));
        Set<String> dropped = dropped();
        extraBody();
        MockAnswer mock = mock();
        params.unread().forEach(this::rest);
        params.acceptAll();
        defaults.keySet().removeAll(dropped);
        forced.keySet().removeAll(dropped);
        return new CallParameters(headers, defaults, forced, dropped, mock);
    }

    private MockAnswer mock() {
        Duration delay = params.duration("mock_delay", Duration.ZERO);
        if (delay.isNegative() || delay.compareTo(MockAnswer.LONGEST_DELAY) > 0) {
            params.problem("mock_delay", "is out of range (expected 0 to 9 s)");
            delay = Duration.ZERO;
        }
        String response = params.json("mock_response")
                .map(json -> json.startsWith("[") ? json : params.text("mock_response", ""))
                .orElse(null);
        return new MockAnswer(
                response, params.json("mock_tool_calls").orElse(null), params.flag("mock_timeout", false), null, delay);
    }

    private Set<String> dropped() {
        Set<String> dropped = new LinkedHashSet<>();
        for (String name : params.texts("additional_drop_params")) {
            if (OWN.contains(name) || name.indexOf('.') >= 0 || name.indexOf('[') >= 0) {
                params.problem(
                        "additional_drop_params",
                        "has '" + name + "', which cannot be dropped (top-level parameters can)");
            } else {
                dropped.add(name);
            }
        }
        return dropped;
    }

    private void extraBody() {
        if (!params.isMapping("extra_body")) {
            params.section("extra_body"); // says so when it is anything else
            return;
        }
        Section body = params.section("extra_body");
        body.keys().stream().sorted().forEach(name -> extra(body, name));
    }

    private void extra(Section body, String name) {
        if (OWN.contains(name)) {
            body.problem(name, "is the gateway's to say, and cannot stand in extra_body");
        } else {
            body.json(name).ifPresent(json -> (OpenAiParameters.has(name) ? forced : defaults).put(name, json));
        }
    }

    private void rest(String key) {
        if (judge.knows(params, key)) {
            judge.judge(params, key);
        } else if (looksLikeAnAddress(key)) {
            params.problem(key, "is no parameter of the call (did you mean " + meant(key) + "?)");
        } else if (SecretNames.matches(key)) {
            judge.judge(params, key); // nobody's, and nothing to send
        } else {
            params.json(key).ifPresent(json -> defaults.put(key, json));
        }
    }

    private static String meant(String key) {
        return Similar.to(key, ADDRESSES).orElse(key.toLowerCase(Locale.ROOT).contains("key") ? "api_key" : "api_base");
    }

    /** Misspelt, it would be sent to the provider as a parameter, and the prompt to the wrong one. */
    private static boolean looksLikeAnAddress(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return LIKE_ADDRESSES.contains(plain) || Similar.to(key, ADDRESSES).isPresent();
    }
}
