package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A path of the gateway whose requests go on to an address, as they came: LiteLLM's {@code pass_through_endpoints}.
 *
 * @param below whether paths below it are meant as well
 * @param methods that it takes
 * @param forwardsHeaders whether the client's harmless headers go along
 * @param defaults fields of the query that a request gets which does not say them
 * @param target the address as something that is called, with its headers and its price for each request
 */
public record PassThroughPath(
        String path,
        boolean below,
        Set<String> methods,
        boolean forwardsHeaders,
        Map<String, String> defaults,
        Deployment target) {
    static final Key<String> PATH = Key.text("path")
            .required()
            .says(
                    "Path whose requests are passed on as they came, such as /v1/rerank; it comes before the gateway's own.");
    static final Key<URI> TARGET = Key.address("target")
            .required()
            .says("Address that they go to; nothing that a client sends leads to another host or out of its path.");
    static final Key<Boolean> BELOW = Key.flag("include_subpath")
            .byDefault("false")
            .says("Whether what stands behind the path is put behind the target.");
    static final Key<Boolean> FORWARDS = Key.flag("forward_headers")
            .byDefault("false")
            .says("Whether the client's headers go along; never its key, cookies and those of the connection.");
    static final Key<Boolean> AUTH =
            Key.flag("auth").byDefault("true").says("Whether a key is needed, which it is: false is refused.");
    static final Key<Optional<BigDecimal>> COST = Key.exact("cost_per_request")
            .min("0")
            .max(LimitsConfig.MOST_DOLLARS)
            .optional()
            .says("Price of each request in US dollars.");
    static final Key<List<String>> METHODS = Key.texts("methods")
            .byDefault(List.of(), "GET, POST, PUT, PATCH, DELETE")
            .says("Methods that the path takes.");
    static final Key<Map<String, String>> DEFAULTS = Key.textMap("default_query_params")
            .byDefault(Map.of(), "")
            .says("Fields of the query that a request gets which does not say them itself.");
    static final String HEADERS = "headers";

    /** Of the whole gateway. */
    static final class OfGateway {
        static final Key<List<String>> PROVIDERS = Key.texts("pass_through_providers")
                .byDefault(List.of(), "those of model_list")
                .says("Providers whose paths are passed through with the key of one of their deployments, as"
                        + " /anthropic/v1/messages/batches; [] for none. A key that may call some models only may do so for"
                        + " these.");

        private OfGateway() {}
    }

    private static final String PROVIDER = "pass_through";
    private static final List<String> ALL = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern RIGHT = Pattern.compile("(?:/[A-Za-z0-9_.~-]+)+");

    public PassThroughPath {
        methods = Set.copyOf(methods);
        defaults = Map.copyOf(defaults);
    }

    /** LiteLLM's list and ours. */
    static List<PassThroughPath> readAll(
            Section general, Section callstream, CallLimits limits, ForwardRules forwarded) {
        List<PassThroughPath> all = new ArrayList<>();
        List<Section> entries = new ArrayList<>(general.sections("pass_through_endpoints"));
        entries.addAll(callstream.sections("pass_through"));
        for (Section entry : entries) {
            PassThroughPath read = read(entry, limits, forwarded);
            if (all.stream().anyMatch(read::collides)) {
                entry.problem(PATH.name(), "is another entry's already");
            }
            all.add(read);
        }
        return List.copyOf(all);
    }

    /** One path may lead elsewhere for other methods. */
    private boolean collides(PassThroughPath other) {
        return path.equals(other.path) && !Collections.disjoint(methods, other.methods);
    }

    private static PassThroughPath read(Section entry, CallLimits limits, ForwardRules forwarded) {
        String path = entry.get(PATH);
        if (!path.isEmpty() && (!RIGHT.matcher(path).matches() || path.contains("/."))) {
            entry.problem(
                    PATH.name(),
                    "is '" + path + "' (expected a path such as /v1/rerank, without * and a slash at its end)");
        }
        if (!entry.get(AUTH)) {
            entry.problem(AUTH.name(), "is false (expected true: every path needs a key where the gateway has keys)");
        }
        URI to = entry.get(TARGET);
        Map<String, String> headers = AddressUser.headers(to, HeaderLines.read(entry, HEADERS));
        CallParameters parameters = new CallParameters(headers, Map.of(), Map.of(), Set.of());
        Endpoint endpoint = new Endpoint(
                AddressUser.without(to),
                key(headers),
                false,
                parameters,
                TakenNames.ALL,
                ProviderOptions.NONE,
                new ForwardedHeaders(false, forwarded.keyHeader()));
        Deployment target = new Deployment(
                PROVIDER + path,
                path,
                PROVIDER,
                path.substring(Math.min(1, path.length())),
                endpoint,
                limits,
                1,
                price(entry));
        return new PassThroughPath(
                path, entry.get(BELOW), methods(entry), entry.get(FORWARDS), entry.get(DEFAULTS), target);
    }

    private static Set<String> methods(Section entry) {
        List<String> given = entry.get(METHODS);
        given.stream()
                .filter(method -> !ALL.contains(method))
                .forEach(method -> entry.problem(
                        METHODS.name(), "has '" + method + "' (expected " + String.join(", ", ALL) + ")"));
        return Set.copyOf(given.isEmpty() ? ALL : given);
    }

    /** What is hidden where the target repeats it. */
    private static Optional<Secret> key(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equals("authorization") || SecretNames.matches(header.getKey()))
                .map(header -> header.getValue().replaceFirst("(?i)^(bearer|basic) ", ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(Secret::new);
    }

    private static Optional<CustomPrice> price(Section entry) {
        return entry.get(COST)
                .map(cost -> new CustomPrice(null, null, null, null, Map.of("input_cost_per_request", cost), null));
    }

    /** A key may stand among the fields of the query. */
    @Override
    public String toString() {
        return "PassThroughPath[" + path + ", " + methods + ", defaults=" + defaults.keySet() + ", " + target + "]";
    }
}
