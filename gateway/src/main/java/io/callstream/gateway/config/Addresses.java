package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.HostPort;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a deployment answers. Prompts go where the configuration says or, when it says nothing, to the provider it
 * names: an address that is named and cannot be made out is a problem, never a reason to take another.
 */
final class Addresses {
    private static final Key<Optional<URI>> BASE_URL =
            Key.address("base_url").optional().says("The same as api_base.");
    private static final List<Key<Optional<URI>>> KEYS = List.of(Endpoint.API_BASE, BASE_URL);

    private final Environment environment;

    Addresses(Environment environment) {
        this.environment = environment;
    }

    /**
     * An address, and how it came about.
     *
     * @param from the file, a variable of the environment, or what is known of the provider
     */
    record Found(URI address, Source from) {}

    enum Source {
        FILE,
        VARIABLE,
        PROVIDER
    }

    /** Whether the file says where, if only with a value that cannot be made out. */
    static boolean named(Section params) {
        return KEYS.stream()
                .map(Key::name)
                .anyMatch(key -> params.has(key) || params.missing(key).isPresent());
    }

    /** Empty when there is none, which is a problem, or when what is named is noted as one. */
    Optional<Found> find(Section params, Provider provider) {
        if (provider.isRegional()
                && AwsAccountReader.region(params, environment).isEmpty()) {
            return Optional.empty(); // requests are signed for a region, wherever they go
        }
        return named(params)
                ? inFile(params).map(address -> new Found(address, Source.FILE))
                : ofProvider(params, provider);
    }

    private Optional<Found> ofProvider(Section params, Provider provider) {
        if (!provider.isRegional()) {
            return fromVariable(params, provider)
                    .or(() -> own(params, provider).map(base -> new Found(base, Source.PROVIDER)));
        }
        return params.get(AwsAccountReader.ENDPOINT)
                .map(address -> new Found(address, Source.FILE))
                .or(() -> fromVariable(params, provider))
                .or(() -> own(params, provider).map(base -> new Found(base, Source.PROVIDER)));
    }

    private Optional<URI> own(Section params, Provider provider) {
        return provider.isVertex()
                ? Optional.of(VertexOptions.address(params, environment))
                : provider.address(
                        provider.isRegional() ? AwsAccountReader.region(params, environment) : Optional.empty());
    }

    private static Optional<URI> inFile(Section params) {
        List<URI> addresses = new ArrayList<>();
        for (Key<Optional<URI>> key : KEYS) {
            Optional<String> missing = params.missing(key.name());
            if (missing.isPresent()) {
                params.accept(key.name());
                params.problem(key.name(), missing.get() + " (remove the key for the provider's own address)");
            } else {
                params.get(key).ifPresent(addresses::add);
            }
        }
        if (addresses.stream().map(Addresses::withoutSlash).distinct().count() > 1) {
            params.problem("base_url", "is another address than api_base (keep one of the two)");
            return Optional.empty();
        }
        return addresses.stream().findFirst();
    }

    private static String withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private Optional<Found> fromVariable(Section params, Provider provider) {
        for (String variable : provider.baseVariables()) {
            Optional<String> value = environment.get(variable);
            if (value.isPresent()) {
                return address(value.get().strip())
                        .map(address -> new Found(address, Source.VARIABLE))
                        .or(() -> wrong(params, variable));
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> wrong(Section params, String variable) {
        params.problem(
                "api_base", "is no address in the variable " + variable + " (expected http://... or https://...)");
        return Optional.empty();
    }

    private static Optional<URI> address(String value) {
        try {
            URI address = new URI(value);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return web && HostPort.of(address).isPresent() ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
