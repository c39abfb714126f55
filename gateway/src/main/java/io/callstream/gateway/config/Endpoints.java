package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds address and key of an entry. */
final class Endpoints {
    private final Environment environment;
    private final Addresses addresses;
    private final Findings findings;

    Endpoints(Environment environment, Findings findings) {
        this.environment = environment;
        this.addresses = new Addresses(environment);
        this.findings = findings;
    }

    record Choice(Provider provider, Endpoint endpoint) {}

    /** Whether a variable gives another address for OpenAI's models. */
    boolean openAiElsewhere() {
        return Providers.openAi().baseVariables().stream()
                .anyMatch(variable -> environment.get(variable).isPresent());
    }

    /**
     * One; for an entry whose provider the asked model says, one for each provider that has an address.
     *
     * @param usual what becomes of requests that a provider would refuse, unless the entry says otherwise
     * @param parameters reads what is left of the entry
     */
    List<Choice> choices(Section params, ProviderName name, Leniency usual, Supplier<CallParameters> parameters) {
        checkKey(params);
        Map<Provider, Endpoint> endpoints = new LinkedHashMap<>();
        Map<Provider, URI> bases = new HashMap<>();
        Optional<Boolean> usage = params.get(Endpoint.STREAM_USAGE);
        for (Provider each : name.open()
                ? Providers.all()
                : Provider.find(name.word()).stream().toList()) {
            Optional<Addresses.Found> found = addresses.find(params, each);
            if (isUnknownProject(params, each, !name.open())) {
                continue;
            }
            found.ifPresent(base -> bases.put(each, base.address()));
            found.ifPresent(base -> endpoints.put(
                    each,
                    new Endpoint(
                            AddressUser.without(base.address()),
                            key(params, each, base),
                            usage.orElse(each.takesStreamOptions()),
                            CallParameters.NONE,
                            names(each, base, name),
                            ProviderOptions.read(params, each, name, base.address(), environment, usual),
                            ForwardedHeaders.NONE)));
            if (found.isEmpty()) {
                noAddress(params, each, name);
            }
        }
        params.accept(Endpoint.API_KEY.name());
        CallParameters sent = parameters.get();
        List<Choice> choices = new ArrayList<>();
        endpoints.forEach((provider, endpoint) ->
                choices.add(new Choice(provider, endpoint.with(signed(sent, bases.get(provider))))));
        return choices;
    }

    private static CallParameters signed(CallParameters sent, @Nullable URI base) {
        return base == null ? sent : sent.with(AddressUser.headers(base, sent.headers()));
    }

    /** Vertex AI is asked in somebody's project; without one an entry for every provider goes without it. */
    private boolean isUnknownProject(Section params, Provider provider, boolean needed) {
        return provider.isVertex()
                && VertexOptions.read(params, environment, needed).isEmpty();
    }

    private static TakenNames names(Provider provider, Addresses.Found base, ProviderName name) {
        if (!name.open()) {
            return TakenNames.ALL;
        }
        if (!provider.isOpenAi()) {
            return TakenNames.PREFIXED;
        }
        return base.from() == Addresses.Source.PROVIDER ? TakenNames.AND_OPENAIS : TakenNames.AND_OTHERS;
    }

    private static void noAddress(Section params, Provider provider, ProviderName name) {
        if (!name.open() && provider.isRegional()) {
            AwsAccountReader.noRegion(params);
        } else if (!name.open() && !Addresses.named(params)) {
            params.problem("api_base", "is missing (provider " + provider.word() + " has no address of its own)");
        }
    }

    private static void checkKey(Section params) {
        params.missing("api_key")
                .ifPresent(why ->
                        params.problem("api_key", why + " (remove the key for the one in the provider's variable)"));
    }

    private Optional<Secret> key(Section params, Provider provider, Addresses.Found base) {
        Optional<Secret> own = params.get(Endpoint.API_KEY)
                .map(Secret::reveal)
                .map(String::strip)
                .map(Secret::new);
        if (params.missing(Endpoint.API_KEY.name()).isPresent()) {
            return Optional.empty(); // which is a problem, and no other key's chance
        }
        return own.isPresent() ? own : keyOfProvider(params, provider, base);
    }

    /** A key that is meant for one host never goes to another, so that only who names it sends it there. */
    private Optional<Secret> keyOfProvider(Section params, Provider provider, Addresses.Found base) {
        if (provider.isRegional() && AwsAccountReader.named(params)) {
            return Optional.empty(); // who says who logs in wants no other key
        }
        Optional<Variable> key = keyVariable(provider);
        boolean meant = base.from() != Addresses.Source.FILE || provider.mayHaveKey(base.address());
        if (key.isPresent() && !meant) {
            warn(params, key.get().name());
        }
        return key.filter(found -> meant).map(Variable::value);
    }

    private void warn(Section params, String variable) {
        findings.warn(params.path() + ".api_key: is not given, and " + variable
                + " is not sent to an address that is not its provider's; name it (os.environ/" + variable
                + ") if it is meant for it");
    }

    private record Variable(String name, Secret value) {}

    private Optional<Variable> keyVariable(Provider provider) {
        return provider.keyVariables().stream()
                .flatMap(name ->
                        environment.get(name).stream().map(value -> new Variable(name, new Secret(value.strip()))))
                .findFirst();
    }
}
