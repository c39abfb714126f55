package io.callstream.console.run;

import io.callstream.console.web.Role;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.Key;
import io.callstream.settings.Problems;
import io.callstream.settings.RegistrySettings;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the console reads of a configuration.
 *
 * @param kafka where the topics are
 * @param registry where their schemas are
 * @param keys who may look, and do what
 * @param hosts further names under which the port answers
 * @param recentCalls how many calls the live list keeps
 * @param gateway where the gateway answers, for commands and for keys, and the key that manages it
 * @param sinkPages health pages of sinks, by their names
 * @param queryMemory most memory of a SQL statement, in bytes
 */
public record ConsoleSettings(
        KafkaSettings kafka,
        RegistrySettings registry,
        Map<Secret, Role> keys,
        List<String> hosts,
        int recentCalls,
        Gateway gateway,
        Map<String, URI> sinkPages,
        long queryMemory) {
    /**
     * How to reach the gateway.
     *
     * @param master its master key, if it has one
     */
    public record Gateway(URI address, Optional<Secret> master) {}

    static final Key<Boolean> ENABLED =
            Key.flag("enabled").byDefault("true").says("Whether `up` and `demo` run the console.");
    static final Key<Optional<Secret>> KEY = Key.secret("key")
            .optional()
            .says(
                    "Key that opens the console; by default the master key. Without either it answers on this machine only.");
    static final Key<Optional<Secret>> VIEWER_KEY = Key.secret("viewer_key")
            .optional()
            .says(
                    "Key for those who may look at figures and columns, but not at prompts and answers, and change nothing.");
    static final Key<List<String>> HOSTS =
            Key.texts("hosts").byDefault(List.of(), "").says("Further names under which the port answers.");
    static final Key<Integer> RECENT_CALLS = Key.integer("recent_calls")
            .min("100")
            .max("1000000")
            .byDefault("50000")
            .says("Calls that the live list keeps in memory, about a kilobyte each.");
    static final Key<URI> GATEWAY = Key.url("gateway")
            .byDefault("http://localhost:4000")
            .says("Where the gateway answers: the page of keys asks it, and commands to copy name it.");
    static final Key<Map<String, Object>> SINK_HEALTH = Key.mapping("sink_health")
            .byDefault(Map.of(), "")
            .says(
                    "Health page of each sink by its name, such as `postgres: http://sink-postgres:4100/health`; `up` fills it in."
                            + " Without it only the lag is known, as Kafka has it.");
    static final Key<Long> QUERY_MEMORY = Key.bytes("query_memory")
            .min("64MiB")
            .max("1024GiB")
            .byDefault("512MiB")
            .says("Most memory of a SQL statement; what needs more goes to the disk.");

    public ConsoleSettings {
        keys = Map.copyOf(keys);
        hosts = List.copyOf(hosts);
        sinkPages = Map.copyOf(sinkPages);
    }

    /** Reads what concerns the console and notes what is wrong as problems of the section. */
    public static ConsoleSettings read(Section root) {
        Section callstream = root.section("callstream");
        Section console = callstream.section("console");
        console.get(ENABLED); // read by who starts everything
        ConsoleSettings settings = new ConsoleSettings(
                KafkaSettings.read(callstream.section("kafka")),
                RegistrySettings.read(callstream.section("schema_registry")),
                keys(console, root.section("general_settings").secret("master_key")),
                console.get(HOSTS),
                console.get(RECENT_CALLS),
                new Gateway(
                        console.get(GATEWAY), root.section("general_settings").secret("master_key")),
                sinkPages(console.section(SINK_HEALTH.name())),
                console.get(QUERY_MEMORY));
        console.rejectUnknownKeys();
        return settings;
    }

    private static Map<Secret, Role> keys(Section console, Optional<Secret> master) {
        Map<Secret, Role> keys = new HashMap<>();
        Optional<Secret> viewer = console.get(VIEWER_KEY);
        viewer.ifPresent(key -> keys.put(key, Role.VIEWER));
        Optional<Secret> own = console.get(KEY).or(() -> master);
        own.ifPresent(key -> keys.put(key, Role.ADMIN));
        if (viewer.isPresent() && (own.isEmpty() || own.equals(viewer))) {
            console.problem(
                    "viewer_key", "says who may look only, so another key has to say who may do more (set key)");
        }
        return keys;
    }

    private static Map<String, URI> sinkPages(Section section) {
        Map<String, URI> pages = new HashMap<>();
        section.keys().forEach(sink -> section.url(sink).ifPresent(page -> pages.put(sink, page)));
        return pages;
    }

    /** @throws io.callstream.settings.SettingsException naming everything that is wrong */
    public static ConsoleSettings of(Section root) {
        ConsoleSettings settings = read(root);
        Problems problems = root.problems();
        problems.throwIfAny();
        return settings;
    }
}
