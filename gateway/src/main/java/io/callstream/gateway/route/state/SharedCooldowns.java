package io.callstream.gateway.route.state;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.table.SharedTable;
import io.callstream.table.SharedTables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gateways share in a topic until when they leave a deployment alone, by the wall clock. While Kafka is away each
 * goes by what it has seen itself. Safe for all threads.
 */
public final class SharedCooldowns implements CooldownExchange {
    private static final Logger log = LoggerFactory.getLogger(SharedCooldowns.class);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final SharedTable table;
    private final DeploymentStates states;
    private final Clock clock;

    private SharedCooldowns(SharedTable table, DeploymentStates states, Clock clock) {
        this.table = table;
        this.states = states;
        this.clock = clock;
    }

    /** Opens the topic: from now on the deployments hear of others', and others of theirs. */
    public static void open(SharedTables tables, DeploymentStates states, Clock clock) {
        SharedCooldowns shared = new SharedCooldowns(tables.passing(TopicCatalogue.cooldown()), states, clock);
        shared.table.listen(shared::heard);
        states.share(shared);
    }

    @Override
    public void announce(String deployment, Duration time) {
        byte[] until = Long.toString(clock.millis() + time.toMillis()).getBytes(StandardCharsets.US_ASCII);
        table.put(deployment, until).whenComplete((done, fault) -> {
            if (fault != null) {
                log.debug(
                        "other gateways do not know that deployment {} is left alone: {}",
                        deployment,
                        fault.toString());
            }
        });
    }

    private void heard(String deployment, byte @Nullable [] value) {
        DeploymentState known = states.known(deployment);
        if (known == null || value == null) {
            return;
        }
        Duration left = Duration.ofMillis(millis(value) - clock.millis());
        if (!left.isNegative() && left.compareTo(LONGEST) <= 0) {
            known.leaveAlone(left);
        }
    }

    private static long millis(byte[] value) {
        try {
            return Long.parseLong(new String(value, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return 0; // another version's
        }
    }
}
