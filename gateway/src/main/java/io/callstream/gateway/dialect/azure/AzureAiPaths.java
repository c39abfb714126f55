package io.callstream.gateway.dialect.azure;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.openai.OpenAiPaths;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.settings.HostPort;
import io.callstream.settings.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Models of Azure AI Foundry in OpenAI's form: at a resource ({@code *.services.ai.azure.com}) below {@code /models} or
 * {@code /openai/v1}, and at endpoints of single models at the root of their address. Microsoft's page on endpoints names both of the first
 * two, and its newer version advises {@code /openai/v1}; that an address without a path means {@code /models}, and with which version, is
 * LiteLLM's choice.
 */
record AzureAiPaths(String stem, String query) implements OpenAiPaths {
    private static final String USUAL_VERSION = "2024-05-01-preview";
    private static final String MODELS = "/models";

    static AzureAiPaths of(Deployment deployment) {
        URI base = deployment.apiBase();
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/$", "");
        path = path.replaceFirst("/(chat/completions|embeddings)$", "");
        boolean bare = isResource(base) && path.isEmpty();
        String stem = bare ? MODELS : path;
        Optional<String> version = deployment.endpoint().options().apiVersion();
        Optional<String> needed = stem.endsWith(MODELS) ? version.or(() -> Optional.of(USUAL_VERSION)) : version;
        String query = query(base.getRawQuery() == null ? "" : base.getRawQuery(), needed);
        return new AzureAiPaths(stem, query.isEmpty() ? "" : "?" + query);
    }

    /** What the address says, and the version where it says none. */
    private static String query(String said, Optional<String> version) {
        boolean named = said.contains("api-version=");
        String more = named ? "" : version.map(value -> "api-version=" + value).orElse("");
        return said.isEmpty() || more.isEmpty() ? said + more : said + "&" + more;
    }

    @Override
    public String path(Operation operation, ModelName model) {
        return stem + OpenAiPaths.below(operation) + query;
    }

    /** Resources take keys in a header of their own; a token takes the place of a key that is not there. */
    static Map<String, String> credentials(Deployment deployment) {
        return deployment
                .apiKey()
                .map(Secret::reveal)
                .map(key -> isResource(deployment.apiBase())
                        ? Map.of("api-key", key)
                        : Map.of("authorization", "Bearer " + key))
                .or(() -> AzurePaths.token(deployment))
                .orElse(Map.of());
    }

    private static boolean isResource(URI base) {
        String host = HostPort.of(base).map(HostPort::host).orElse("").toLowerCase(Locale.ROOT);
        return host.endsWith(".services.ai.azure.com")
                || host.endsWith(".openai.azure.com")
                || host.endsWith(".cognitiveservices.azure.com");
    }
}
