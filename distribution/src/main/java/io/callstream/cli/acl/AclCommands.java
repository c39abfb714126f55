package io.callstream.cli.acl;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;

/** Grants as lines of Kafka's {@code kafka-acls.sh}, for a shell. */
public final class AclCommands {
    private final String connection;

    /** @param servers the brokers that the lines name */
    public AclCommands(String servers) {
        this.connection = "kafka-acls.sh --bootstrap-server " + servers + " --command-config admin.properties --add";
    }

    /** @param principal as Kafka knows the login, such as {@code User:gateway} */
    public List<String> of(String principal, List<Grant> grants) {
        return grants.stream().map(grant -> line(principal, grant)).toList();
    }

    private String line(String principal, Grant grant) {
        String operations =
                grant.words().stream().map(word -> " --operation " + word).collect(Collectors.joining());
        boolean prefixed = grant.resource().patternType() == PatternType.PREFIXED;
        String option = grant.kind().toLowerCase(Locale.ROOT).replace(' ', '-');
        return connection
                + " --allow-principal '" + principal + "'"
                + operations
                + (prefixed ? " --resource-pattern-type prefixed" : "")
                + " --" + option + " '" + grant.resource().name() + "'";
    }
}
