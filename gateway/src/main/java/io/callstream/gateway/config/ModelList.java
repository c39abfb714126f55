package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads LiteLLM's {@code model_list}. */
final class ModelList {
    private static final String OPENAI_PREFIX = "openai";
    private static final int ID_DIGITS = 16;

    private final CallTimeouts timeouts;
    private final Environment environment;

    ModelList(CallTimeouts timeouts, Environment environment) {
        this.timeouts = timeouts;
        this.environment = environment;
    }

    List<Deployment> read(Section root) {
        List<Deployment> deployments = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section entry : root.sections("model_list")) {
            Deployment deployment = deployment(entry);
            if (deployment != null) {
                if (!ids.add(deployment.id())) {
                    entry.problem("model_info.id", "'" + deployment.id() + "' names another deployment already");
                }
                deployments.add(deployment);
            }
        }
        return deployments;
    }

    private @Nullable Deployment deployment(Section entry) {
        String group = entry.required("model_name");
        Section params = entry.section("litellm_params");
        Section info = entry.section("model_info");
        String named = params.required("model");
        Optional<String> explicit = params.text("custom_llm_provider");
        String prefix = explicit.orElseGet(() -> prefix(named));
        Provider provider = Provider.find(prefix).orElse(null);
        Optional<CustomPrice> price = CustomPrice.read(params, info);
        int weight = params.integer("weight", 1, 0, 1_000_000);
        CallTimeouts own = timeouts.read(params);
        if (provider == null) {
            params.problem("model", "has provider '" + prefix + "' (supported: " + Provider.supported() + ")");
            return null;
        }
        Endpoint endpoint = endpoint(params, provider);
        if (endpoint == null || named.isEmpty()) {
            return null;
        }
        String model = withoutPrefix(named, provider.word());
        String id = info.text("id").orElseGet(() -> stableId(group, provider, model, endpoint));
        return new Deployment(id, group, provider.word(), model, endpoint, own, weight, price);
    }

    private @Nullable Endpoint endpoint(Section params, Provider provider) {
        Optional<URI> base = params.url("api_base")
                .or(() -> baseFromEnvironment(params, provider))
                .or(() -> provider.apiBase().map(URI::create));
        Optional<Secret> key = params.secret("api_key")
                .or(() -> environment.get(provider.keyVariable()).map(Secret::new));
        boolean streamUsage = params.flag("stream_usage", true);
        if (base.isEmpty()) {
            params.problem("api_base", "is missing (provider " + provider.word() + " has no address of its own)");
            return null;
        }
        return new Endpoint(base.get(), key, streamUsage);
    }

    private Optional<URI> baseFromEnvironment(Section params, Provider provider) {
        for (String variable : provider.baseVariables()) {
            Optional<String> value = environment.get(variable);
            if (value.isPresent()) {
                return address(params, variable, value.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> address(Section params, String variable, String value) {
        if (value.matches("https?://[^/\\s]+\\S*")) {
            return Optional.of(URI.create(value));
        }
        params.problem(
                "api_base", "is '" + value + "' in the variable " + variable + " (expected http://... or https://...)");
        return Optional.empty();
    }

    /** As in LiteLLM, a bare name is one of OpenAI's. */
    private static String prefix(String model) {
        int slash = model.indexOf('/');
        return slash < 0 ? OPENAI_PREFIX : model.substring(0, slash);
    }

    private static String withoutPrefix(String model, String provider) {
        return model.startsWith(provider + "/") ? model.substring(provider.length() + 1) : model;
    }

    /** The same over restarts and over gateways, as long as the deployment is the same. */
    private static String stableId(String group, Provider provider, String model, Endpoint endpoint) {
        String parts = String.join(
                "\n", group, provider.word(), model, endpoint.apiBase().toString());
        String account =
                endpoint.apiKey().map(key -> KeyHash.of(key.reveal()).hex()).orElse("");
        return KeyHash.of(parts + "\n" + account).hex().substring(0, ID_DIGITS);
    }
}
