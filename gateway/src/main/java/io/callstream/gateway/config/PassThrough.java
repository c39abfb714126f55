package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is passed through as it comes.
 *
 * @param paths of the configuration
 * @param providers whose paths are passed through, under LiteLLM's names
 */
public record PassThrough(List<PassThroughPath> paths, List<String> providers) {
    public PassThrough {
        paths = List.copyOf(paths);
        providers = List.copyOf(providers);
    }

    static PassThrough read(Section general, Section callstream, CallLimits limits, List<Deployment> deployments) {
        List<String> all =
                deployments.stream().map(Deployment::provider).distinct().toList();
        List<String> named = callstream.get(PassThroughPath.OfGateway.PROVIDERS);
        named.stream()
                .filter(each -> !all.contains(each))
                .forEach(each -> callstream.problem(
                        PassThroughPath.OfGateway.PROVIDERS.name(),
                        "has '" + each + "', of which model_list has no deployment (expected some of " + all + ")"));
        boolean said = callstream.has(PassThroughPath.OfGateway.PROVIDERS.name());
        return new PassThrough(PassThroughPath.readAll(general, callstream, limits), said ? named : all);
    }

    /** The deployments of a configuration and what its paths lead to: all that may have a price of its own. */
    public List<Deployment> and(List<Deployment> deployments) {
        return Stream.concat(deployments.stream(), paths.stream().map(PassThroughPath::target))
                .toList();
    }
}
