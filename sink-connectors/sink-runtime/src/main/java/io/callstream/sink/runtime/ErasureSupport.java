package io.callstream.sink.runtime;

import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.SinkFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a sink does about erasures, as its configuration says; its own settings are not looked at.
 *
 * @param accounts those that report what they removed; none if the sink cannot remove
 * @param without what stays at a sink that cannot, and what to do about it
 */
public record ErasureSupport(List<String> accounts, Optional<String> without) {
    public ErasureSupport {
        accounts = List.copyOf(accounts);
    }

    /** @throws io.callstream.settings.SettingsException if there is no such sink, or a route's name is none */
    public static ErasureSupport of(SinkRunnerOptions options) {
        SinkFactory<?> factory = options.catalogue().find(options.sink());
        if (!(factory instanceof ErasureSinkFactory<?>)) {
            return new ErasureSupport(List.of(), Optional.of(factory.withoutErasure()));
        }
        Set<String> routes = Accounts.routes(options.own(), Set.of()).keySet();
        List<String> accounts = Stream.concat(
                        Stream.of(options.sink()),
                        routes.stream().map(route -> Accounts.name(options.sink(), Optional.of(route))))
                .toList();
        return new ErasureSupport(accounts, Optional.empty());
    }
}
