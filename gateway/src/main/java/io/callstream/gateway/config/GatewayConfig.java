package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that the configuration file says.
 *
 * @param models what can be asked for
 * @param passThrough what is passed through as it comes
 * @param notes what does not stop the start and is said all the same
 */
public record GatewayConfig(
        ServerConfig server,
        AuthConfig auth,
        Models models,
        UpstreamConfig upstream,
        CallsConfig calls,
        EventsConfig events,
        PassThrough passThrough,
        ConfigNotes notes) {

    /** Reads the file with this process's environment. */
    public static GatewayConfig read(Section root) {
        return read(root, Environment.system());
    }

    /**
     * Reads the whole file. What is wrong is noted in {@link Section#problems()}, with a usable default in its place;
     * the caller asks there before it starts anything.
     */
    public static GatewayConfig read(Section root, Environment environment) {
        return new ConfigReader(root, environment).read();
    }

    /** How often a change of the file is looked for; zero for never. */
    public static Duration reloadInterval(Section root) {
        return root.section("callstream").get(ConfigReader.RELOAD_INTERVAL);
    }

    /** The same with other models. */
    public GatewayConfig with(Models others) {
        return new GatewayConfig(
                server, auth, others, upstream, calls, events, passThrough.of(others.deployments()), notes);
    }

    public List<Deployment> deployments() {
        return models.deployments();
    }

    /** Keys of LiteLLM's sections that mean nothing here; the start mentions them in one warning. */
    public List<String> ignoredKeys() {
        return notes.ignored();
    }

    /** What {@code --strict} refuses: everything that was left out and may have been meant. */
    public List<String> strictly() {
        return Stream.of(
                        models.disabled().stream().map(DisabledModel::toString),
                        notes.unknown().stream().map(key -> key + ": is not a known key"),
                        notes.warnings().stream())
                .flatMap(each -> each)
                .toList();
    }
}
