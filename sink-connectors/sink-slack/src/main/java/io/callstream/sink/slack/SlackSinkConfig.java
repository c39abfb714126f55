package io.callstream.sink.slack;

import io.callstream.sink.http.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where, of what and how often to speak.
 *
 * @param webhook the incoming webhook; its address is the secret
 * @param alerts what is told
 * @param outages what counts as an outage
 * @param pace how often
 * @param callUrl where a call can be looked at, with {@link #CALL_ID} in it
 * @param timeout from the start of a request to the end of its answer
 */
public record SlackSinkConfig(
        Target webhook, Alerts alerts, Outages outages, Pace pace, Optional<String> callUrl, Duration timeout) {
    /** Stands for the call's id. */
    static final String CALL_ID = "{call_id}";

    /**
     * @param types what is told
     * @param slowAfter a call that takes longer is too slow
     * @param mention who is called by an alert that cannot wait, as Slack writes it
     */
    record Alerts(Set<AlertType> types, Duration slowAfter, Optional<String> mention) {
        Alerts {
            types = Set.copyOf(types);
        }
    }

    /**
     * @param minor failures of a deployment that make a minor outage
     * @param major failures that make a major one
     * @param within the time in which they come
     */
    record Outages(int minor, int major, Duration within) {
        Outages {
            if (minor < 1 || major < minor) {
                throw new IllegalArgumentException(
                        "a major outage is no smaller than a minor one: " + major + ", " + minor);
            }
        }
    }

    /**
     * @param digestEvery what was reported already is counted for this long, then reported in one message
     * @param oldAfter what is older than this is no news (a backlog, a replay) and only counted
     */
    record Pace(Duration digestEvery, Duration oldAfter) {
        Pace {
            if (digestEvery.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("digests come a second apart at least: " + digestEvery);
            }
        }
    }
}
