package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.util.Optional;

/**
 * What only some dialects need to know of a deployment.
 *
 * @param apiVersion of Azure's API
 * @param adToken of Entra ID, in place of a key
 * @param responses whether it is asked by OpenAI's Responses API
 * @param dropsUnsupported whether a parameter that the provider has no counterpart of is left out, instead of refused
 * @param mendsMessages whether messages that the provider does not take are changed, instead of refused
 * @param vertex of Google's Vertex AI
 * @param aws whose requests to Bedrock are
 */
public record ProviderOptions(
        Optional<String> apiVersion,
        Optional<Secret> adToken,
        ResponsesUse responses,
        boolean dropsUnsupported,
        boolean mendsMessages,
        Optional<VertexOptions> vertex,
        Optional<AwsAccount> aws) {
    public static final ProviderOptions NONE = new ProviderOptions(
            Optional.empty(), Optional.empty(), ResponsesUse.NONE, false, false, Optional.empty(), Optional.empty());

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

    static final Key<Boolean> MODIFY_PARAMS = Key.flag("modify_params")
            .byDefault("false")
            .says(
                    "Changes messages that Claude's models and Bedrock's refuse, such as an empty one, instead of sending them as they came;"
                            + " by default as in litellm_settings.");

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Boolean> DROP_PARAMS = Key.flag("drop_params")
                .byDefault("false")
                .says(
                        "Leaves out parameters that the provider of a model has no counterpart of, instead of refusing the call.");

        static final Key<Boolean> MODIFY_PARAMS = Key.flag("modify_params")
                .byDefault("false")
                .says(
                        "Changes messages that Claude's models and Bedrock's refuse, such as an empty one, instead of sending them as"
                                + " they came.");

        private OfLitellm() {}

        static Leniency read(Section litellm) {
            return new Leniency(litellm.get(DROP_PARAMS), litellm.get(MODIFY_PARAMS));
        }
    }

    private static final String AZURE_AI = "azure_ai";

    /**
     * Reads those of an entry.
     *
     * @param name what its model says
     * @param address of its provider
     * @param usual what the settings say about requests that a provider would refuse
     */
    static ProviderOptions read(
            Section params,
            Provider provider,
            ProviderName name,
            URI address,
            Environment environment,
            Leniency usual) {
        boolean drops = params.has(DROP_PARAMS.name()) ? params.get(DROP_PARAMS) : usual.drops();
        boolean mends = params.has(MODIFY_PARAMS.name()) ? params.get(MODIFY_PARAMS) : usual.mends();
        Optional<String> version = provider.isAzure()
                ? params.get(API_VERSION).or(() -> environment.get("AZURE_API_VERSION"))
                : provider.form().equals(AZURE_AI) ? params.get(API_VERSION) : Optional.empty();
        Optional<Secret> token = provider.isAzure() || provider.form().equals(AZURE_AI)
                ? params.get(AD_TOKEN)
                        .or(() -> environment.get("AZURE_AD_TOKEN").map(Secret::new))
                : Optional.empty();
        Optional<VertexOptions> vertex = provider.form().equals(VertexOptions.FORM)
                ? VertexOptions.read(params, environment, false)
                : Optional.empty();
        Optional<AwsAccount> aws = provider.form().equals(BedrockNames.FORM)
                ? AwsAccountReader.read(params, environment)
                : Optional.empty();
        ResponsesUse responses = ResponsesUse.read(params, provider, name, address, version.orElse(""));
        return new ProviderOptions(version, token, responses, drops, mends, vertex, aws);
    }
}
