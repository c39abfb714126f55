package io.callstream.cli.acl;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list as a page of the reference. */
public final class AclsPage {
    private static final String HEAD = """
            # What services need on Kafka

            Generated from the list that `callstream topics acls` prints as commands; a test runs each service with exactly these on a
            broker that refuses everything else. `NAME` is a sink's name; a star stands for all names that begin so. Reading and
            writing include describing. [Security](../guides/security.md) says how to set it up.

            No service has to create topics: `callstream topics create` makes all of them. A sink or a replay whose topic is missing
            tries to make it, which a broker may note as refused; with the topic there nothing depends on it.
            """;

    private AclsPage() {}

    public static String text() {
        return HEAD + Stream.of(Service.values()).map(AclsPage::section).collect(Collectors.joining());
    }

    private static String section(Service service) {
        String rows = ServiceGrants.of(service, "NAME").stream()
                .map(grant -> "| %s | `%s` | %s | %s |\n"
                        .formatted(grant.kind(), grant.name(), String.join(", ", grant.words()), grant.why()))
                .collect(Collectors.joining());
        return "\n## " + service.label() + "\n\nFor " + service.says()
                + ".\n\n| what | name | operations | why |\n|---|---|---|---|\n" + rows;
    }
}
