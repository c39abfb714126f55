package io.callstream.whole;

import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import io.callstream.testing.provider.ProviderOptions;
import io.callstream.testing.provider.SimulatedProvider;
import io.callstream.whole.backend.BackendChoice;
import io.callstream.whole.backend.Backends;
import io.callstream.whole.story.EventLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** Everything a story needs, on one folder; what was started is closed in the opposite order. For one thread. */
final class WholePath implements AutoCloseable {
    private static final Environment NO_VARIABLES = Environment.of(Map.of());
    private static final ProviderOptions REMEMBERING = new ProviderOptions("127.0.0.1", 0, null, 1, 100_000);

    private final Path folder;
    private final Backends backends;
    private final SimulatedProvider provider = SimulatedProvider.start(REMEMBERING);
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private WholePath(Path folder) {
        this.folder = folder;
        this.backends = BackendChoice.start(folder);
        started.push(backends);
        started.push(provider);
    }

    static WholePath start(Path folder) {
        return new WholePath(folder);
    }

    Backends backends() {
        return backends;
    }

    SimulatedProvider provider() {
        return provider;
    }

    Path folder() {
        return folder;
    }

    /** A gateway in this JVM. */
    Gateway gateway(String config) {
        return gateway(config, "gateway");
    }

    /** @param name of its folder; one that was stopped goes on in the same */
    Gateway gateway(String config, String name) {
        Problems problems = new Problems();
        GatewayConfig read = GatewayConfig.read(parse(config, problems), NO_VARIABLES);
        problems.throwIfAny();
        return keep(Gateway.start(GatewayOptions.of(read, folder.resolve(name)).withPort(0)));
    }

    SinkRunner sink(String name, String config) {
        return sink(name, config, SinkCatalogue.of(WholePath.class.getClassLoader()));
    }

    SinkRunner sink(String name, String config, SinkCatalogue catalogue) {
        return sink(name, config, catalogue, NO_VARIABLES);
    }

    SinkRunner sink(String name, String config, Environment environment) {
        return sink(name, config, SinkCatalogue.of(WholePath.class.getClassLoader()), environment);
    }

    private SinkRunner sink(String name, String config, SinkCatalogue catalogue, Environment environment) {
        return keep(SinkRunner.start(new SinkRunnerOptions(
                name,
                catalogue,
                parse(config, new Problems()),
                environment,
                folder.resolve("sink-" + name),
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Clock.systemUTC(),
                new SecureRandom())));
    }

    EventLog events() {
        return keep(new EventLog(backends.bootstrapServers(), backends.registry()));
    }

    <C extends AutoCloseable> C keep(C closeable) {
        started.push(closeable);
        return closeable;
    }

    private static Section parse(String config, Problems problems) {
        return new ConfigFile(NO_VARIABLES).parse(config, "config.yaml", problems);
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
