package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is passed through as it comes.
 *
 * @param paths of the configuration
 * @param providers whose paths are passed through, under LiteLLM's names
 * @param named whether the configuration names these providers; else they are those of all deployments
 */
public record PassThrough(List<PassThroughPath> paths, List<String> providers, boolean named) {
    public PassThrough {
        paths = List.copyOf(paths);
        providers = List.copyOf(providers);
    }

    static PassThrough read(
            Section general,
            Section callstream,
            CallLimits limits,
            List<Deployment> deployments,
            ForwardRules forwarded) {
        List<String> all = providers(deployments);
        List<String> named = callstream.get(PassThroughPath.OfGateway.PROVIDERS);
        named.stream()
                .filter(each -> !all.contains(each))
                .forEach(each -> callstream.problem(
                        PassThroughPath.OfGateway.PROVIDERS.name(),
                        "has '" + each + "', of which model_list has no deployment (expected some of " + all + ")"));
        boolean said = callstream.has(PassThroughPath.OfGateway.PROVIDERS.name());
        return new PassThrough(
                PassThroughPath.readAll(general, callstream, limits, forwarded), said ? named : all, said);
    }

    private static List<String> providers(List<Deployment> deployments) {
        return deployments.stream().map(Deployment::provider).distinct().toList();
    }

    /** The same where there are other deployments. */
    PassThrough of(List<Deployment> others) {
        return named ? this : new PassThrough(paths, providers(others), false);
    }

    /** The deployments of a configuration and what its paths lead to: all that may have a price of its own. */
    public List<Deployment> and(List<Deployment> deployments) {
        return Stream.concat(deployments.stream(), paths.stream().map(PassThroughPath::target))
                .toList();
    }
}
