package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.util.Optional;

/**
 * What only some dialects need to know of a deployment.
 *
 * @param apiVersion of Azure's API
 * @param adToken of Entra ID, in place of a key
 * @param dropsUnsupported whether a parameter that the provider has no counterpart of is left out, instead of refused
 * @param vertex of Google's Vertex AI
 */
public record ProviderOptions(
        Optional<String> apiVersion,
        Optional<Secret> adToken,
        boolean dropsUnsupported,
        Optional<VertexOptions> vertex) {
    public static final ProviderOptions NONE =
            new ProviderOptions(Optional.empty(), Optional.empty(), false, Optional.empty());

    static final Key<Optional<String>> API_VERSION = Key.text("api_version")
            .optional()
            .says(
                    "Version of Azure's API, such as 2024-10-21, preview or v1; by default from AZURE_API_VERSION, else 2024-10-21.");
    static final Key<Optional<Secret>> AD_TOKEN = Key.secret("azure_ad_token")
            .optional()
            .says(
                    "Token of Entra ID for Azure, in place of a key; by default from AZURE_AD_TOKEN when there is no key.");

    static final Key<Boolean> DROP_PARAMS = Key.flag("drop_params")
            .byDefault("false")
            .says(
                    "Leaves out parameters that the provider of the model has no counterpart of, instead of refusing the call; by"
                            + " default as in litellm_settings.");

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Boolean> DROP_PARAMS = Key.flag("drop_params")
                .byDefault("false")
                .says(
                        "Leaves out parameters that the provider of a model has no counterpart of, instead of refusing the call.");

        private OfLitellm() {}
    }

    private static final String AZURE = "azure";

    /** @param drops what the settings say about parameters that a provider does not know */
    static ProviderOptions read(Section params, Provider provider, Environment environment, boolean drops) {
        boolean own = params.has(DROP_PARAMS.name()) ? params.get(DROP_PARAMS) : drops;
        if (provider.form().equals(VertexOptions.FORM)) {
            return new ProviderOptions(
                    Optional.empty(), Optional.empty(), own, VertexOptions.read(params, environment, false));
        }
        if (!provider.form().equals(AZURE)) {
            return new ProviderOptions(Optional.empty(), Optional.empty(), own, Optional.empty());
        }
        return new ProviderOptions(
                params.get(API_VERSION).or(() -> environment.get("AZURE_API_VERSION")),
                params.get(AD_TOKEN).or(() -> environment.get("AZURE_AD_TOKEN").map(Secret::new)),
                own,
                Optional.empty());
    }
}
