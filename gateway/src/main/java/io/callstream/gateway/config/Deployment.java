package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One provider, model and account behind a model group. */
public record Deployment(
        String id,
        String modelGroup,
        String provider,
        String model,
        Endpoint endpoint,
        CallLimits limits,
        Share share,
        Optional<CustomPrice> price) {
    /** One of this weight, about which nothing else is said. */
    public Deployment(
            String id,
            String modelGroup,
            String provider,
            String model,
            Endpoint endpoint,
            CallLimits limits,
            int weight,
            Optional<CustomPrice> price) {
        this(id, modelGroup, provider, model, endpoint, limits, Share.of(weight), price);
    }

    /** Of the entry itself. */
    static final class OfEntry {
        static final Key<String> MODEL_NAME = Key.text("model_name")
                .required()
                .says("Public name that clients ask for; several deployments may share one.");

        private OfEntry() {}
    }

    /** LiteLLM's {@code model_info} of an entry. */
    static final class OfInfo {
        static final Key<Optional<String>> ID = Key.text("id")
                .optional()
                .says("Name of the deployment in events and headers; by default a hash of what it consists of.");

        static final Key<Optional<String>> MODE = Key.text("mode")
                .optional()
                .says(
                        "What the model does; `responses` says that it is asked by OpenAI's Responses API. Nothing else is"
                                + " made of it.");

        private OfInfo() {}
    }

    /**
     * What the provider calls the model.
     *
     * @param wildcards what stood in the place of each {@code *} of the model group, which the client asked for as
     *     {@code asked}
     * @return null when the model is another provider's
     */
    public @Nullable String model(List<String> wildcards, String asked) {
        return endpoint.names().own(new NamePattern(model).fill(wildcards, asked), provider);
    }

    /** The same under this id. */
    Deployment as(String name) {
        return new Deployment(name, modelGroup, provider, model, endpoint, limits, share, price);
    }

    /** The form that its provider speaks, by the table of providers. */
    public String form() {
        return Provider.find(provider).map(Provider::form).orElse(Providers.OPENAI);
    }

    /**
     * A model that somebody else names, as this deployment's provider knows it.
     *
     * @return null when its name says that it is another provider's
     */
    public @Nullable String named(String other) {
        return TakenNames.AND_OTHERS.own(other, provider);
    }

    public URI apiBase() {
        return endpoint.apiBase();
    }

    /** Its address as people may see it: without a query, which may hold a credential. */
    public String shownBase() {
        return AddressUser.shown(apiBase());
    }

    public Optional<Secret> apiKey() {
        return endpoint.apiKey();
    }

    /** Time for a whole plain call. */
    public Duration timeout() {
        return limits.call();
    }
}
