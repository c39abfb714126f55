package io.callstream.cli.acl;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Something on Kafka that a service uses.
 *
 * @param resource which; a prefix stands for all names that begin so
 * @param operations what it does there, in Kafka's words; reading and writing include describing
 * @param why one clause for people
 */
public record Grant(ResourcePattern resource, List<AclOperation> operations, String why) {
    private static final Pattern UNDERSCORE = Pattern.compile("_");

    public Grant {
        operations = List.copyOf(operations);
    }

    static Grant topic(String name, String why, AclOperation... operations) {
        return of(ResourceType.TOPIC, name, PatternType.LITERAL, why, operations);
    }

    static Grant topics(String prefix, String why, AclOperation... operations) {
        return of(ResourceType.TOPIC, prefix, PatternType.PREFIXED, why, operations);
    }

    static Grant groups(String prefix, String why, AclOperation... operations) {
        return of(ResourceType.GROUP, prefix, PatternType.PREFIXED, why, operations);
    }

    static Grant transactions(String prefix, String why, AclOperation... operations) {
        return of(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED, why, operations);
    }

    private static Grant of(
            ResourceType type, String name, PatternType pattern, String why, AclOperation... operations) {
        return new Grant(new ResourcePattern(type, name, pattern), List.of(operations), why);
    }

    /** The name; with a star behind it where it is the beginning of many. */
    public String name() {
        return resource.patternType() == PatternType.PREFIXED ? resource.name() + "*" : resource.name();
    }

    /** The kind of thing, in lower case. */
    public String kind() {
        return resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The operations as Kafka's tools write them. */
    public List<String> words() {
        return operations.stream().map(Grant::word).toList();
    }

    private static String word(AclOperation operation) {
        return UNDERSCORE
                .splitAsStream(operation.name())
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
