package io.callstream.gateway.dialect.azure;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.anthropic.AnthropicPlace;
import io.callstream.settings.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/** Anthropic's models on Azure: Anthropic's own API below {@code /anthropic} of a resource. */
record AzureClaudePlace(String path, Map<String, String> headers) implements AnthropicPlace {
    private static final String ANTHROPIC = "/anthropic";

    static AzureClaudePlace of(Deployment deployment) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.putAll(deployment
                .apiKey()
                .map(Secret::reveal)
                .map(key -> Map.of("x-api-key", key))
                .or(() -> AzurePaths.token(deployment))
                .orElse(Map.of()));
        headers.put("anthropic-version", "2023-06-01");
        String path = deployment.apiBase().getRawPath();
        String stem = path == null ? "" : path.replaceFirst("(/v1)?(/messages)?/?$", "");
        return new AzureClaudePlace((stem.endsWith(ANTHROPIC) ? stem : stem + ANTHROPIC) + "/v1/messages", headers);
    }

    @Override
    public String path(String model, boolean stream) {
        return path;
    }
}
