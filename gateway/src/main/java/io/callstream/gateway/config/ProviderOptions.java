package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.util.Optional;

/**
 * What only some providers need to know of a deployment.
 *
 * @param apiVersion of Azure's API
 * @param adToken of Entra ID, in place of a key
 */
public record ProviderOptions(Optional<String> apiVersion, Optional<Secret> adToken) {
    public static final ProviderOptions NONE = new ProviderOptions(Optional.empty(), Optional.empty());

    static final Key<Optional<String>> API_VERSION = Key.text("api_version")
            .optional()
            .says(
                    "Version of Azure's API, such as 2024-10-21, preview or v1; by default from AZURE_API_VERSION, else 2024-10-21.");
    static final Key<Optional<Secret>> AD_TOKEN = Key.secret("azure_ad_token")
            .optional()
            .says(
                    "Token of Entra ID for Azure, in place of a key; by default from AZURE_AD_TOKEN when there is no key.");

    private static final String AZURE = "azure";

    static ProviderOptions read(Section params, Provider provider, Environment environment) {
        if (!provider.form().equals(AZURE)) {
            return NONE;
        }
        return new ProviderOptions(
                params.get(API_VERSION).or(() -> environment.get("AZURE_API_VERSION")),
                params.get(AD_TOKEN).or(() -> environment.get("AZURE_AD_TOKEN").map(Secret::new)));
    }
}
