package io.callstream.sink.slack;

import io.callstream.events.FailureEvent;
import io.callstream.sink.failure.Fingerprint;
import io.callstream.sink.json.Texts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts failures into words. Nothing that was said in a call is among them. */
final class Wording {
    /** The gateway's code for a provider that refuses the deployment's key: nothing works until somebody acts. */
    private static final String KEY_REFUSED = "PROVIDER_AUTHENTICATION";

    private static final int LINES = 10;

    private Wording() {}

    static SlackMessage alert(List<FailureEvent> news) {
        boolean keyRefused =
                news.stream().anyMatch(failure -> failure.getErrorCode().equals(KEY_REFUSED));
        String headline = keyRefused
                ? "🚨 A provider refuses our API key"
                : news.size() == 1
                        ? "⚠️ Calls fail: " + news.get(0).getErrorCode()
                        : "⚠️ Calls fail in " + news.size() + " new ways";
        return new SlackMessage(headline, news.stream().map(Wording::section).toList());
    }

    private static String section(FailureEvent failure) {
        String action = failure.getErrorCode().equals(KEY_REFUSED)
                ? "\n*Every call to this deployment fails until its key is replaced.*"
                : "";
        return kind(Fingerprint.of(failure)) + "\ndeployment " + SlackText.code(failure.getDeploymentId()) + ", status "
                + status(failure.getHttpStatus()) + " (provider's " + status(failure.getProviderStatus()) + "), team "
                + SlackText.code(failure.getTeamId()) + ", key " + SlackText.code(failure.getKeyAlias()) + "\nat "
                + seconds(failure.getEventTime()) + ", call " + SlackText.code(failure.getCallId()) + action;
    }

    static SlackMessage digest(Map<Fingerprint, Tally> counted) {
        List<Map.Entry<Fingerprint, Tally>> kinds = new ArrayList<>(counted.entrySet());
        kinds.sort(Comparator.comparingLong(
                        (Map.Entry<Fingerprint, Tally> kind) -> -kind.getValue().count())
                .thenComparing(kind -> kind.getKey().toString()));
        long failures =
                kinds.stream().mapToLong(kind -> kind.getValue().count()).sum();
        List<String> lines = new ArrayList<>();
        kinds.stream().limit(LINES).forEach(kind -> lines.add(line(kind.getKey(), kind.getValue())));
        if (kinds.size() > LINES) {
            lines.add("and " + (kinds.size() - LINES) + " other kinds");
        }
        return new SlackMessage(failures + (failures == 1 ? " more failed call" : " more failed calls"), lines);
    }

    private static String line(Fingerprint kind, Tally tally) {
        return tally.count() + " × " + kind(kind) + "\n" + seconds(tally.first()) + " to " + seconds(tally.last())
                + ", for example call " + SlackText.code(tally.exampleCall());
    }

    private static String kind(Fingerprint kind) {
        return "*" + SlackText.escaped(Texts.cut(kind.errorCode(), 100)) + "* model "
                + SlackText.code(kind.modelGroup()) + ", provider " + SlackText.code(kind.provider()) + ", caused by "
                + SlackText.code(kind.origin());
    }

    private static String status(@Nullable Integer status) {
        return status == null ? "-" : status.toString();
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
