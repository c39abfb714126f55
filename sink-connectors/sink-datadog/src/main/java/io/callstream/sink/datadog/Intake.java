package io.callstream.sink.datadog;

import io.callstream.settings.Key;
import io.callstream.sink.http.Addresses;
import java.net.URI;
import java.time.Duration;

/**
 * One of Datadog's doors, and what it asks of those who come.
 *
 * @param host in front of the site's name
 * @param path on any host
 * @param agentPort the setting of where an Agent listens for it; by default where LiteLLM's users let it
 * @param oldest the age from which it refuses what comes
 */
record Intake(String host, String path, Key<Integer> agentPort, Duration oldest) {
    /** <a href="https://docs.datadoghq.com/api/latest/logs/send-logs/">Send logs</a>, version 2. */
    static final Intake LOGS = new Intake(
            "http-intake.logs.", "/api/v2/logs", agentPort("10518", "LITELLM_DD_AGENT_PORT"), Duration.ofHours(18));

    /** <a href="https://docs.datadoghq.com/llm_observability/instrumentation/api/">Spans API</a>, version 1. */
    static final Intake SPANS = new Intake(
            "api.",
            "/api/intake/llm-obs/v1/trace/spans",
            agentPort("8126", "LITELLM_DD_LLM_OBS_PORT"),
            Duration.ofHours(24));

    private static Key<Integer> agentPort(String usual, String variable) {
        return Key.integer("agent_port")
                .min("1")
                .max("65535")
                .orVariables(variable)
                .byDefault(usual)
                .says("The Agent's port.");
    }

    URI ofSite(String site) {
        return URI.create("https://" + host + site + path);
    }

    URI ofAgent(String agent, int port) {
        return URI.create("http://" + agent + ":" + port + path);
    }

    URI below(URI base) {
        return Addresses.below(base, path);
    }
}
