package io.callstream.sink.slack;

import io.callstream.sink.CallEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what is said and remembers what has been: first what is new, then digests of the rest. For one thread. */
final class Newsroom {
    private final SlackSinkConfig.Alerts alerts;
    private final IncidentReader reader;
    private final AlertTracker book;
    private final OutageWatch outages;
    private final Wording wording;
    private final AlertStateFile file;

    Newsroom(SlackSinkConfig config, AlertStateFile file) {
        this.alerts = config.alerts();
        this.reader = new IncidentReader(config.alerts());
        this.book = new AlertTracker(config.pace(), file.load());
        this.outages = new OutageWatch(config.outages());
        this.wording = new Wording(config);
        this.file = file;
    }

    /**
     * What a batch holds.
     *
     * @param counted incidents that were not known before
     * @param news those of them that are to be told at once
     * @param outages outages that are to be told at once
     */
    record Findings(List<Incident> counted, List<Incident> news, List<Outage> outages) {}

    /** Looks through a batch; looking again finds the same until {@link #told}. */
    Findings examine(List<CallEvent> batch, Instant now) {
        List<Incident> incidents = reader.incidents(batch);
        outages.note(
                incidents.stream()
                        .filter(incident -> isWanted(AlertType.OUTAGE_ALERTS) && book.isFresh(incident, now))
                        .toList(),
                now);
        List<Incident> unknown = book.unknown(
                incidents.stream().filter(incident -> isWanted(incident.type())).toList());
        return new Findings(unknown, book.news(unknown, now), outages.untold());
    }

    private boolean isWanted(AlertType type) {
        return alerts.types().contains(type);
    }

    /** What is to be said of the findings at once, if anything is. */
    Optional<SlackMessage> alert(Findings findings) {
        return findings.news().isEmpty() && findings.outages().isEmpty()
                ? Optional.empty()
                : Optional.of(wording.alert(findings.news(), findings.outages()));
    }

    /** The findings were told, as far as they are news; the rest is counted from now on. */
    void told(Findings findings, Instant now) {
        outages.told(findings.outages());
        if (!findings.counted().isEmpty()) {
            book.count(findings.counted(), findings.news(), now);
            file.save(book.state());
        }
    }

    Optional<SlackMessage> dueDigest(Instant now) {
        return book.digestIsDue(now) ? digest() : Optional.empty();
    }

    /** What has been counted and not told, due or not. */
    Optional<SlackMessage> digest() {
        return book.digest().isEmpty() ? Optional.empty() : Optional.of(wording.digest(book.digest()));
    }

    void postponeDigest(Instant now) {
        book.postponeDigest(now);
    }

    /** The digest has been told, or cannot be. */
    void digestDone() {
        book.beginDigest();
        file.save(book.state());
    }
}
