package io.callstream.cli.acl;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.events.topic.AnalyticsGroups;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.sink.runtime.SinkGroups;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The list of what each service needs. A test runs every service with exactly this on a broker that refuses everything else, and
 * without parts of it.
 */
public final class ServiceGrants {
    private static final String ALL = "llm.";
    private static final String ANALYTICS = AnalyticsGroups.of("");
    private static final String SINKS = SinkGroups.live("");

    private ServiceGrants() {}

    /** @param sink the sink that the service is about; of no matter to services that are about none */
    public static List<Grant> of(Service service, String sink) {
        return switch (service) {
            case TOPICS ->
                List.of(Grant.topics(
                        ALL, "makes and lists every topic of the product", CREATE, DESCRIBE, DESCRIBE_CONFIGS));
            case GATEWAY -> gateway();
            case SINK -> sink(sink);
            case ANALYTICS -> analytics();
            case REPLAY -> replay(sink);
            case CONSOLE -> console();
            case SQL ->
                List.of(
                        Grant.topics(ALL, "reads every table", READ),
                        Grant.groups(
                                AnalyticsGroups.of(AnalyticsGroups.CALLS),
                                "asks how far the rows of calls are",
                                DESCRIBE));
        };
    }

    private static List<Grant> gateway() {
        Stream<Grant> events =
                Stream.of(EventKind.values()).map(kind -> Grant.topic(kind.topic(), "ships its events", WRITE));
        Stream<Grant> tables = TopicCatalogue.tables().stream()
                .map(table -> Grant.topic(table.name(), "shares: " + table.purpose(), READ, WRITE));
        Grant spend = Grant.topic(DerivedKind.SPEND.topic(), "reads what was spent, where budgets are set", READ);
        return Stream.of(events, tables, Stream.of(spend)).flatMap(each -> each).toList();
    }

    private static List<Grant> sink(String sink) {
        Stream<Grant> own = Stream.of(
                Grant.groups(SinkGroups.live(sink), "keeps its place, and that of its routes", READ),
                letters(sink, WRITE),
                Grant.topic(DerivedKind.ALERT.topic(), "reads alerts, where it sends them", READ),
                Grant.topic(ErasureKind.ERASURE.topic(), "reads who is erased", READ),
                Grant.topic(ErasureKind.REPORT.topic(), "reports what it removed", WRITE));
        return Stream.concat(events("reads the events of its callbacks"), own).toList();
    }

    private static List<Grant> analytics() {
        Stream<Grant> derived = Stream.of(DerivedKind.values())
                .map(kind -> Grant.topic(
                        kind.topic(),
                        "writes " + new TopicCatalogue().derived(kind).purpose(),
                        WRITE));
        Stream<Grant> own = Stream.of(
                Grant.topic(ErasureKind.ERASURE.topic(), "leaves out who is erased", READ),
                Grant.topics(ANALYTICS, "keeps its state", CREATE, READ, WRITE, DELETE),
                Grant.groups(ANALYTICS, "shares the work among copies", READ),
                Grant.transactions(ANALYTICS, "writes each result once", WRITE),
                Grant.groups(SINKS, "watches how far sinks are", DESCRIBE));
        return Stream.of(events("reads events"), derived, own)
                .flatMap(each -> each)
                .toList();
    }

    private static List<Grant> replay(String sink) {
        Stream<Grant> own = Stream.of(
                Grant.groups(SinkGroups.replay(sink, ""), "keeps the place of each job", READ),
                Grant.groups(SinkGroups.live(sink), "gives way while the running sink lags", DESCRIBE),
                letters(sink, READ, WRITE),
                Grant.topic(TopicCatalogue.replayJobs().name(), "plans and states of jobs", READ, WRITE),
                Grant.topic(ErasureKind.ERASURE.topic(), "leaves out who is erased", READ));
        return Stream.concat(events("reads past events"), own).toList();
    }

    private static List<Grant> console() {
        TopicSpec jobs = TopicCatalogue.replayJobs();
        return List.of(
                Grant.topics(ALL, "shows every topic", READ),
                Grant.topics(
                        TopicCatalogue.deadLetterTopic(""),
                        "discards dead letters, and writes those of replays",
                        WRITE),
                Grant.topic(jobs.name(), "plans and states of replays", WRITE),
                Grant.groups("callstream-replay.", "keeps the place of each replay", READ),
                Grant.groups(SINKS, "shows where sinks stand", DESCRIBE));
    }

    private static Stream<Grant> events(String why) {
        return Stream.of(EventKind.values()).map(kind -> Grant.topic(kind.topic(), why, READ));
    }

    private static Grant letters(String sink, AclOperation... operations) {
        return Grant.topic(TopicCatalogue.deadLetterTopic(sink), "its dead letters", operations);
    }
}
