package io.callstream.gateway.config;

import io.callstream.settings.HostPort;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A provider that is served, under LiteLLM's name.
 *
 * @param word LiteLLM's name of it
 * @param form that it speaks; a dialect's
 * @param apiBase where it answers when the configuration does not say; empty for those that users run themselves
 * @param keyVariables of the environment, that LiteLLM takes its key from when the configuration has none; the first that is set counts
 * @param baseVariables of the environment, that LiteLLM takes its address from when the configuration has none
 * @param takesStreamOptions whether a stream's usage is asked for with {@code stream_options}, unless a deployment says otherwise
 * @param source where that was read
 */
record Provider(
        String word,
        String form,
        Optional<String> apiBase,
        List<String> keyVariables,
        List<String> baseVariables,
        boolean takesStreamOptions,
        String source) {
    /** Stands in an address for the region. */
    private static final String REGION = "{region}";

    private static final String CUSTOM_OPENAI = "custom_openai";

    Provider {
        keyVariables = List.copyOf(keyVariables);
        baseVariables = List.copyOf(baseVariables);
    }

    static Optional<Provider> find(String word) {
        return Providers.find(word);
    }

    boolean isOpenAi() {
        return word.equals(Providers.OPENAI);
    }

    boolean isAzure() {
        return form.equals("azure");
    }

    /** Where it answers depends on the location. */
    boolean isVertex() {
        return form.equals(VertexOptions.FORM);
    }

    /**
     * Whether the key in the provider's variable is meant for this address. It is when the address is the provider's own;
     * a provider that everybody runs for themselves has none, and its key goes wherever the configuration says it runs.
     */
    boolean mayHaveKey(URI address) {
        if (word.equals(CUSTOM_OPENAI)) {
            // Anybody's server, with OpenAI's variable for a key: which is meant for OpenAI.
            return Providers.openAi().isOwn(address);
        }
        return isSelfHosted() || isOwn(address);
    }

    /** Where it answers when nobody says otherwise; empty when that takes a region and none is said. */
    Optional<URI> address(Optional<String> region) {
        return apiBase.filter(base -> region.isPresent() || !base.contains(REGION))
                .map(base -> URI.create(base.replace(REGION, region.orElse(""))));
    }

    /** Whether it answers in regions, each under an address of its own. */
    boolean isRegional() {
        return apiBase.filter(base -> base.contains(REGION)).isPresent();
    }

    private boolean isSelfHosted() {
        return apiBase.isEmpty() || apiBase.get().startsWith("http://");
    }

    /** Whether an address is the provider's own. */
    boolean isOwn(URI address) {
        String host = HostPort.of(address).map(HostPort::host).orElse("").toLowerCase(Locale.ROOT);
        String own = apiBase.map(
                        base -> URI.create(base.replace(REGION, "region")).getHost())
                .orElse("");
        if (isRegional()) {
            return "https".equalsIgnoreCase(address.getScheme())
                    && host.endsWith(own.substring(own.indexOf("region") + "region".length()));
        }
        return "https".equalsIgnoreCase(address.getScheme()) && (host.equals(own) || host.endsWith("." + own));
    }
}
