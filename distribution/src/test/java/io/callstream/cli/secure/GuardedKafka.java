package io.callstream.cli.secure;

import static org.awaitility.Awaitility.await;

import io.callstream.cli.acl.Grant;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** A broker with Kafka's own authorizer: who has not been allowed something may not do it. Users log in by SASL/PLAIN. */
final class GuardedKafka implements AutoCloseable {
    static final String ADMIN = "admin";
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final KafkaBroker broker;
    private final Admin admin;

    private GuardedKafka(KafkaBroker broker) {
        this.broker = broker;
        this.admin = Admin.create(client(ADMIN));
    }

    static GuardedKafka start(Path folder, Collection<String> users) {
        String known = Stream.concat(Stream.of(ADMIN), users.stream())
                .map(user -> " user_" + user + "=\"" + password(user) + "\"")
                .collect(Collectors.joining());
        KafkaOptions options = KafkaOptions.in(folder)
                .withSetting("listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withSetting("sasl.enabled.mechanisms", "PLAIN")
                .withSetting("sasl.mechanism.inter.broker.protocol", "PLAIN")
                .withSetting(
                        "listener.name.client.plain.sasl.jaas.config",
                        login(ADMIN).replace(";", known + ";"));
        return new GuardedKafka(KafkaBroker.start(guarded(options)));
    }

    /** With an authorizer that lets the administrator and the node itself do everything. */
    static KafkaOptions guarded(KafkaOptions options) {
        return options.withSetting("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withSetting("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
    }

    static String login(String user) {
        return MODULE + " username=\"" + user + "\" password=\"" + password(user) + "\";";
    }

    private static String password(String user) {
        return user + "-secret";
    }

    String servers() {
        return broker.bootstrapServers();
    }

    /** What a client of this user is configured with. */
    Map<String, Object> client(String user) {
        Map<String, Object> client = new HashMap<>(properties(user));
        client.put("bootstrap.servers", servers());
        return client;
    }

    /** The same as it stands in a configuration, without the address. */
    static Map<String, String> properties(String user) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", "sasl.jaas.config", login(user));
    }

    /** From now on the user may do this and nothing else. */
    void allow(String user, List<Grant> grants) throws Exception {
        AclBindingFilter own = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
        admin.deleteAcls(List.of(own)).all().get(10, TimeUnit.SECONDS);
        List<AclBinding> wanted = grants.stream()
                .flatMap(grant -> grant.operations().stream().map(operation -> binding(user, grant, operation)))
                .toList();
        admin.createAcls(wanted).all().get(10, TimeUnit.SECONDS);
        // The controller knows them now; the broker hears of them a moment later.
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> admin.describeAcls(own)
                                .values()
                                .get(10, TimeUnit.SECONDS)
                                .size()
                        == wanted.size());
    }

    private static AclBinding binding(String user, Grant grant, AclOperation operation) {
        return new AclBinding(
                grant.resource(), new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    /** How many records a topic has had. */
    long records(String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get(10, TimeUnit.SECONDS).values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        broker.close();
    }
}
