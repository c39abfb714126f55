package io.callstream.gateway.dialect.azure;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.ProviderOptions;
import io.callstream.gateway.dialect.openai.OpenAiPaths;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.settings.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where requests to one deployment go: {@code /openai/deployments/<name>/...?api-version=...}, or {@code /openai/v1/...} in the
 * API that has no versions.
 */
final class AzurePaths implements OpenAiPaths {
    private static final String USUAL_VERSION = "2024-10-21";
    private static final Set<String> UNVERSIONED = Set.of("v1", "preview", "latest");
    private static final String DEPLOYMENTS = "/openai/deployments/";
    /** What people write behind a deployment's name, where they write all of a path. */
    private static final String ASKED = "/(chat/completions|completions|embeddings|images/[a-z]+|audio/[a-z]+)";

    private static final String V1 = "/openai/v1";

    private final String stem;
    private final String query;
    private final boolean unversioned;
    private final boolean whole;

    AzurePaths(Deployment deployment) {
        URI base = deployment.apiBase();
        ProviderOptions options = deployment.endpoint().options();
        String version = options.apiVersion().orElse(USUAL_VERSION);
        String path = withoutSlash(base.getRawPath() == null ? "" : base.getRawPath());
        this.whole = path.contains(DEPLOYMENTS);
        this.unversioned = !whole && (path.endsWith(V1) || UNVERSIONED.contains(version));
        this.stem = stem(path);
        this.query = query(base.getRawQuery(), version);
    }

    @Override
    public String path(Operation operation, ModelName model) {
        String below = OpenAiPaths.below(operation);
        if (whole && operation.ofModel() && !operation.inResponsesApi()) {
            return stem + below + query;
        }
        if (unversioned) {
            return stem + V1 + below + query;
        }
        if (!operation.ofModel() || operation.inResponsesApi()) {
            return root() + "/openai" + below + query; // the model stands in the body, or there is none
        }
        String name = URLEncoder.encode(model.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return stem + DEPLOYMENTS + name + below + query;
    }

    private String root() {
        int deployment = stem.indexOf(DEPLOYMENTS);
        return deployment < 0 ? stem : stem.substring(0, deployment);
    }

    /** A token takes the place of a key that is not there. */
    static Map<String, String> credentials(Deployment deployment) {
        return deployment
                .apiKey()
                .map(key -> Map.of("api-key", key.reveal()))
                .or(() -> token(deployment))
                .orElse(Map.of());
    }

    /** Header line with the token of Entra ID, if there is one. */
    static Optional<Map<String, String>> token(Deployment deployment) {
        return deployment
                .endpoint()
                .options()
                .adToken()
                .map(Secret::reveal)
                .map(token -> Map.of("authorization", "Bearer " + token));
    }

    private String stem(String path) {
        if (whole) {
            return path.replaceFirst(ASKED + "$", "");
        }
        String stem = path.endsWith(V1) ? path.substring(0, path.length() - V1.length()) : path;
        return stem.endsWith("/openai") ? stem.substring(0, stem.length() - "/openai".length()) : stem;
    }

    private String query(@Nullable String own, String version) {
        String said = own == null ? "" : own;
        boolean named = said.contains("api-version=");
        boolean left = named || unversioned && !version.equals("preview");
        String all = left ? said : said + (said.isEmpty() ? "" : "&") + "api-version=" + version;
        return all.isEmpty() ? "" : "?" + all;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
