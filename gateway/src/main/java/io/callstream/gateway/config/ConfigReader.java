package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.EnvironmentVariables;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.Key;
import io.callstream.settings.RegistrySettings;
import io.callstream.settings.Section;
import io.callstream.settings.Similar;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the sections in order. A key that nobody reads is a problem when it is ours; of LiteLLM's, the table says whether
 * it may be left out.
 */
final class ConfigReader {
    static final Key<List<String>> ACCEPT_IGNORED = Key.texts("accept_ignored")
            .byDefault(List.of(), "")
            .says("Keys of LiteLLM's that are left out although that may do harm, by name.");
    static final Key<Duration> RELOAD_INTERVAL = Key.duration("reload_interval")
            .byDefault("5s")
            .says("How often a gateway looks whether its configuration file has changed, to take the change over; 0 is"
                    + " never. A SIGHUP makes it look at once.");
    private static final String OURS = "callstream";
    private static final List<String> LISTS =
            List.of("input_callback", "success_callback", "failure_callback", "callbacks");

    /** What each sink reads for itself. */
    private static final List<String> OF_SINKS = List.of(
            "s3_callback_params",
            "langfuse_default_tags",
            "honeyhive_api_key",
            "honeyhive_project",
            "honeyhive_api_url",
            "honeyhive_environment",
            "honeyhive_source",
            "default_team_settings");

    /** What analytics reads of general_settings. */
    private static final List<String> OF_ANALYTICS = List.of("alerting", "alerting_threshold", "alert_types");

    private final Section root;
    private final Environment environment;
    private final Section callstream;
    private final Section litellmSettings;
    private final Section general;
    private final Section router;
    private final Findings findings = new Findings();
    private final Set<String> accepted;
    private final KeyJudge judge;

    ConfigReader(Section root, Environment environment) {
        this.root = root;
        this.environment = EnvironmentVariables.over(environment, root);
        this.callstream = root.section(OURS);
        this.litellmSettings = root.section("litellm_settings");
        this.general = root.section("general_settings");
        this.router = root.section("router_settings");
        this.accepted = Set.copyOf(callstream.get(ACCEPT_IGNORED));
        this.judge = new KeyJudge(accepted);
    }

    GatewayConfig read() {
        callstream.accept("sinks");
        callstream.accept("analytics");
        callstream.accept("console");
        callstream.accept("erasures");
        callstream.accept("alerts");
        callstream.get(RELOAD_INTERVAL);
        Section upstreams = callstream.section("upstream");
        CallLimits limits = CallLimits.readDefaults(router, litellmSettings, upstreams);
        AuthConfig auth = AuthConfig.read(general, callstream.section("auth"), litellmSettings, environment);
        ServerConfig server = ServerConfig.read(callstream.section("server"), auth.open());
        RouterConfig routing = RouterConfig.read(router, litellmSettings, callstream.section("hedge"));
        PromptsConfig prompts = PromptsConfig.read(callstream.section("prompts"), litellmSettings, environment);
        ForwardRules forwarded = ForwardRules.read(general, litellmSettings);
        Models models = models(
                new EntryRules(
                        limits,
                        routing,
                        environment,
                        ProviderOptions.OfLitellm.read(litellmSettings),
                        accepted,
                        forwarded,
                        auth.management().keepsModels() && callstream.get(CaptureConfig.EVENTS)),
                prompts);
        UpstreamConfig upstream = UpstreamConfig.read(upstreams);
        CallsConfig calls = calls();
        EventsConfig events = events();
        PassThrough passed = PassThrough.read(general, callstream, limits, models.deployments(), forwarded);
        callstream.rejectUnknownKeys();
        judgeTheRest();
        root.warnOfUnsetVariables();
        return new GatewayConfig(server, auth, models, upstream, calls, events, passed, notes());
    }

    private Models models(EntryRules rules, PromptsConfig prompts) {
        return new ModelList(rules, Credentials.read(root), findings, judge).read(root, router, prompts);
    }

    private CallsConfig calls() {
        return new CallsConfig(
                HooksConfig.read(callstream),
                CacheConfigReader.read(litellmSettings, callstream.section("cache"), environment, findings),
                ResponsesConfig.read(callstream.section("responses")),
                PricesConfig.read(callstream.section("prices"), litellmSettings),
                DemandsConfig.read(general),
                CallerConfig.read(general, litellmSettings));
    }

    private EventsConfig events() {
        return new EventsConfig(
                CaptureConfig.read(callstream, litellmSettings),
                SpoolConfig.read(callstream.section("spool"), callstream),
                KafkaSettings.read(callstream.section("kafka")),
                RegistrySettings.read(callstream.section("schema_registry")));
    }

    private ConfigNotes notes() {
        return new ConfigNotes(
                Stream.concat(root.problems().warnings().stream(), findings.warnings().stream())
                        .toList(),
                judge.unknown(),
                judge.ignored());
    }

    private void judgeTheRest() {
        LISTS.forEach(litellmSettings::accept);
        OF_SINKS.forEach(litellmSettings::accept);
        OF_ANALYTICS.forEach(general::accept);
        root.accept("callback_settings");
        Guardrails.refuse(litellmSettings, LISTS, judge);
        root.unread().stream().filter(key -> !isExtension(key)).forEach(this::section);
        root.opened().stream().filter(section -> !section.path().equals(OURS)).forEach(judge::judgeAll);
    }

    private void section(String key) {
        if (judge.knows(root, key)) {
            judge.judge(root, key);
        } else {
            root.problem(
                    key,
                    "is no section"
                            + Similar.to(key, judge.sections())
                                    .map(meant -> " (did you mean " + meant + "?)")
                                    .orElse(" (what only holds anchors can be named x-...)"));
        }
    }

    private static boolean isExtension(String key) {
        return key.startsWith("x-") || key.startsWith(".");
    }
}
